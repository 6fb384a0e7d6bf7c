import { STRICT_DYNAMIC } from '../../headers/source-expression.js'
import type { CspView } from '../csp-view.js'
import type { Rule } from '../rule.js'
import { isOpen, isPlace, isWebSocket } from '../source-kinds.js'

export const cspPlaceWithoutEffect: Rule = {
  rule: 'csp-place-without-effect',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#directive-fallback-list',
  check: ({ csp }) =>
    csp.flatMap((policy) => [
      ...policy
        .pick(policy.all, isPlace)
        .filter(({ directive }) => directive.endsWith('-src-attr'))
        .map(({ header, path, directive, source }) => ({
          header,
          path,
          message: `${source} has no effect in ${directive}: what is in an attribute is not loaded from anywhere.`,
          fix: 'Drop it, or use NONE.',
        })),
      ...policy
        .pick(policy.all, isWebSocket)
        .filter(({ directive }) => LOADS.test(directive))
        .map(({ header, path, directive, source }) => ({
          header,
          path,
          message: `${source} has no effect in ${directive}: connect-src governs WebSockets.`,
          fix: "Drop it, or move it to 'connect-src'.",
        })),
      ...ELEMENTS.flatMap(({ directive, governedBy, tag }) => {
        const sources = policy.directives.get(directive)
        const instead = policy.directives.get(governedBy)
        if (sources === undefined || instead === undefined || governsWorkers(policy, directive)) return []
        return (
          policy
            // What is in both is for browsers before 2022, and other rules report what is open there.
            .pick(
              [{ directive, sources }],
              (source) => isPlace(source) && !isOpen(source) && !isWebSocket(source) && !instead.includes(source),
            )
            .map(({ header, path, source }) => ({
              header,
              path,
              message: `${source} in ${directive} has no effect on ${tag}, because ${governedBy} beside it governs that.`,
              fix: instead.includes(STRICT_DYNAMIC)
                ? `Drop it, and give the script the nonce: 'strict-dynamic' in ${governedBy} makes browsers ignore places.`
                : `Move it to ${governedBy}.`,
            }))
        )
      }),
    ]),
}

/** What governs resources and pages, none of which comes by a WebSocket. */
const LOADS = /^(?:script-src|style-src)(?:-elem)?$|^(?:child|fenced-frame|font|frame|img|manifest|media|object|worker)-src$/

/** Directives in which places no longer do anything where another directive is set. */
const ELEMENTS = [
  { directive: 'script-src', governedBy: 'script-src-elem', tag: '<script>' },
  { directive: 'style-src', governedBy: 'style-src-elem', tag: '<link rel=stylesheet>' },
]

function governsWorkers(policy: CspView, directive: string): boolean {
  return policy.governing('worker-src')?.directive === directive
}
