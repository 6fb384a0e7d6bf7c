import type { Rule } from '../rule.js'
import { type CspView, type Governing, isNonceOrHash } from '../view.js'

export const cspStrictDynamicAlone: Rule = {
  rule: 'csp-strict-dynamic-alone',
  severity: 'medium',
  reference: 'https://w3c.github.io/webappsec-csp/#strict-dynamic-usage',
  check: ({ csp }) =>
    csp.flatMap((policy) =>
      policy
        .pick(elementsOf(policy), (source, sources) => source === "'strict-dynamic'" && !sources.some(isNonceOrHash))
        .map(({ header, path, directive }) => ({
          header,
          path,
          message: `'strict-dynamic' in ${directive} without a nonce or hash blocks every script.`,
          fix: 'Add NONCE.',
        })),
    ),
}

/** Handlers have no nonce, and `eval()` does not ask for one. */
function elementsOf(policy: CspView): readonly Governing[] {
  return [policy.governing('script-src-elem') ?? []].flat()
}
