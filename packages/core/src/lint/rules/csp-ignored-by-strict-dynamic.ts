import { STRICT_DYNAMIC } from '../../headers/source-expression.js'
import type { CspView, Governing } from '../csp-view.js'
import type { Rule } from '../rule.js'
import { isPlace } from '../source-kinds.js'

export const cspIgnoredByStrictDynamic: Rule = {
  rule: 'csp-ignored-by-strict-dynamic',
  severity: 'info',
  reference: 'https://w3c.github.io/webappsec-csp/#strict-dynamic-usage',
  check: ({ csp }) =>
    csp.flatMap((policy) =>
      policy
        .pick(onlyForScripts(policy), (source, sources) => sources.includes(STRICT_DYNAMIC) && isPlace(source))
        .map(({ header, path, directive, source }) => ({
          header,
          path,
          message: `${source} beside 'strict-dynamic' in ${directive} is ignored.`,
          fix: 'Drop it, and give the script the nonce.',
        })),
    ),
}

/** In default-src the same place still counts for images and the like. */
function onlyForScripts({ scripts }: CspView): readonly Governing[] {
  return scripts.filter(({ directive }) => directive !== 'default-src')
}
