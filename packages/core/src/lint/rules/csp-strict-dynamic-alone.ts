import { STRICT_DYNAMIC } from '../../headers/source-expression.js'
import type { Rule } from '../rule.js'
import { isNonceOrHash } from '../source-kinds.js'

export const cspStrictDynamicAlone: Rule = {
  rule: 'csp-strict-dynamic-alone',
  severity: 'medium',
  reference: 'https://w3c.github.io/webappsec-csp/#strict-dynamic-usage',
  check: ({ csp }) =>
    csp.flatMap((policy) => {
      // Handlers have no nonce, and `eval()` does not ask for one.
      const elements = policy.governing('script-src-elem')
      if (elements === undefined) return []
      return policy
        .pick([elements], (source, sources) => source === STRICT_DYNAMIC && !sources.some(isNonceOrHash))
        .map(({ header, path, directive }) => ({
          header,
          path,
          message: `'strict-dynamic' in ${directive} without a nonce or hash ${policy.reportOnly ? 'would block' : 'blocks'} every script.`,
          fix: 'Add NONCE.',
        }))
    }),
}
