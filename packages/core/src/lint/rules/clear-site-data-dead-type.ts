import { ClearSiteData } from '../../headers/clear-site-data.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const clearSiteDataDeadType: Rule = {
  rule: 'clear-site-data-dead-type',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-clear-site-data/#header',
  check: (policy) =>
    policy.value(ClearSiteData)?.includes('executionContexts')
      ? [
          {
            ...placeOf(ClearSiteData),
            message: 'No browser clears executionContexts any more; Chromium logs it as unknown.',
            fix: 'Drop it.',
          },
        ]
      : [],
}
