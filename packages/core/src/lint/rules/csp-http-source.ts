import { STRICT_DYNAMIC } from '../../headers/source-expression.js'
import { openPlaces } from '../open-places.js'
import type { Rule } from '../rule.js'
import { SCRIPTS } from '../script-directives.js'
import { isPlainScheme } from '../source-kinds.js'

export const cspHttpSource: Rule = {
  rule: 'csp-http-source',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#scheme-part-match',
  check: (view) => {
    // Of these there is worse to say.
    const open = openPlaces(view, isPlainScheme).map(({ path }) => path)
    return view.csp.flatMap((policy) =>
      policy
        .pick(
          policy.all.filter(({ directive, sources }) => !(SCRIPTS.includes(directive) && sources.includes(STRICT_DYNAMIC))),
          (source) => /^(?:http|ws):(?:\/\/|$)/i.test(source),
        )
        .filter(({ path }) => !open.includes(path))
        .map(({ header, path, source }) => ({
          header,
          path,
          message: `${source} lets the resource travel in the clear, where anybody on the way can change it.`,
          fix: `Write ${source.replace(/^(http|ws):/i, '$1s:')}.`,
        })),
    )
  },
}
