import type { Rule } from '../rule.js'

export const downloadWithoutEffect: Rule = {
  rule: 'download-without-effect',
  severity: 'info',
  reference:
    'https://learn.microsoft.com/previous-versions/windows/internet-explorer/ie-developer/compatibility/jj542450(v=vs.85)',
  check: (policy) =>
    policy.value('X-Download-Options') === undefined
      ? []
      : [
          {
            header: 'X-Download-Options',
            path: 'download',
            message: 'Only Internet Explorer 8 to 11 read it.',
            fix: 'Set download: false.',
          },
        ],
}
