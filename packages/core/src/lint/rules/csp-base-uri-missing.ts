import { NONE } from '../../headers/source-expression.js'
import type { CspView } from '../csp-view.js'
import type { Rule } from '../rule.js'
import { isNonceOrHash } from '../source-kinds.js'

export const cspBaseUriMissing: Rule = {
  rule: 'csp-base-uri-missing',
  severity: 'medium',
  reference: 'https://w3c.github.io/webappsec-csp/#directive-base-uri',
  check: (view) =>
    view
      .missing((policy) => policy.directives.has('base-uri') || policy.forbids('allow-scripts') || loadsNoScripts(policy))
      .map((policy) => ({
        header: policy.header,
        path: policy.path,
        message: 'base-uri has no fallback and is not set: an injected <base> sends relative scripts to another host.',
        fix: "Add 'base-uri': [NONE].",
        // A script with a nonce and a relative URL is then loaded from there, nonce and all.
        ...(policy.scripts.some(({ sources }) => sources.some(isNonceOrHash)) && { severity: 'high' as const }),
      })),
}

function loadsNoScripts(policy: CspView): boolean {
  const elements = policy.governing('script-src-elem')
  return elements?.sources.every((source) => source === NONE) === true
}
