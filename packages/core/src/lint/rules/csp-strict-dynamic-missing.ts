import { isNonce, STRICT_DYNAMIC } from '../../headers/source-expression.js'
import type { CspView } from '../csp-view.js'
import type { Rule } from '../rule.js'
import { isPlace, isWebSocket } from '../source-kinds.js'

export const cspStrictDynamicMissing: Rule = {
  rule: 'csp-strict-dynamic-missing',
  severity: 'info',
  reference:
    'https://research.google/pubs/csp-is-dead-long-live-csp-on-the-insecurity-of-whitelists-and-the-future-of-content-security-policy/',
  check: (view) =>
    (view.protecting.some(trustsNoPlace) ? [] : view.csp).flatMap((policy) => {
      const elements = policy.governing('script-src-elem')
      if (!elements?.sources.some(isNonce) || elements.sources.includes(STRICT_DYNAMIC)) return []
      if (trustsNoPlace(policy)) return []
      return [
        {
          header: policy.header,
          path: `${policy.path}.${elements.directive}`,
          message: `Places beside the nonce in ${elements.directive} stay trusted: a file that an attacker can write there runs.`,
          fix: `${elements.directive === 'default-src' ? "Add 'script-src': [NONCE, STRICT_DYNAMIC]" : 'Put STRICT_DYNAMIC in their place'}, and give every script tag the nonce.`,
        },
      ]
    }),
}

function trustsNoPlace(policy: CspView): boolean {
  const sources = policy.governing('script-src-elem')?.sources ?? ['*']
  if (sources.includes(STRICT_DYNAMIC)) return true
  return !sources.some((source) => isPlace(source) && !isWebSocket(source))
}
