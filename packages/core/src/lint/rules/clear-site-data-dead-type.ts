import type { Rule } from '../rule.js'

export const clearSiteDataDeadType: Rule = {
  rule: 'clear-site-data-dead-type',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-clear-site-data/#header',
  check: (policy) =>
    policy.value('Clear-Site-Data')?.includes('executionContexts')
      ? [
          {
            header: 'Clear-Site-Data',
            path: 'clearSiteData',
            message: 'No browser clears executionContexts any more; Chromium logs it as unknown.',
            fix: 'Drop it.',
          },
        ]
      : [],
}
