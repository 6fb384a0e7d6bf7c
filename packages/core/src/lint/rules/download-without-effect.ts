import { XDownloadOptions } from '../../headers/x-download-options.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const downloadWithoutEffect: Rule = {
  rule: 'download-without-effect',
  severity: 'info',
  reference:
    'https://learn.microsoft.com/previous-versions/windows/internet-explorer/ie-developer/compatibility/jj542450(v=vs.85)',
  check: (policy) =>
    policy.value(XDownloadOptions) === undefined
      ? []
      : [
          {
            ...placeOf(XDownloadOptions),
            message: 'Only Internet Explorer 8 to 11 read it.',
            fix: 'Set download: false.',
          },
        ],
}
