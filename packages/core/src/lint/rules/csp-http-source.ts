import { STRICT_DYNAMIC } from '../../headers/source-expression.js'
import { openPlaces } from '../open-places.js'
import type { Rule } from '../rule.js'
import { SCRIPTS } from '../script-directives.js'
import { isLoopback, isOpen } from '../source-kinds.js'
import { cspFormActionOpen } from './csp-form-action-open.js'
import { cspFrameAncestorsOpen } from './csp-frame-ancestors-open.js'
import { cspPlaceWithoutEffect } from './csp-place-without-effect.js'
import { cspStyleOpen } from './csp-style-open.js'

export const cspHttpSource: Rule = {
  rule: 'csp-http-source',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#scheme-part-match',
  check: (view) => {
    // Other rules report worse about these, or nothing is loaded through them at all.
    const others = [cspFormActionOpen, cspFrameAncestorsOpen, cspPlaceWithoutEffect, cspStyleOpen].flatMap((rule) =>
      rule.check(view),
    )
    const said = [...openPlaces(view, isOpen), ...others].map(({ path }) => path)
    const upgrades = view.csp.some(({ reportOnly, directives }) => !reportOnly && directives.has('upgrade-insecure-requests'))
    return view.csp.flatMap((policy) =>
      policy
        .pick(
          policy.all.filter(({ directive, sources }) => !(SCRIPTS.includes(directive) && sources.includes(STRICT_DYNAMIC))),
          (source) => /^(?:http|ws):(?:\/\/|$)/i.test(source) && !isLoopback(source),
        )
        .filter(({ path, directive }) => !said.includes(path) && !(upgrades && !NOT_UPGRADED.includes(directive)))
        .map(({ header, path, directive, source }) => ({
          header,
          path,
          message: `${source} ${HARM.get(directive) ?? 'lets the resource travel in the clear, where anybody on the way can change it'}.`,
          fix: overTls(source, policy.directives.get(directive)),
        })),
    )
  },
}

/**
 * Directives about pages and links, whose URLs stay as they are:
 * https://w3c.github.io/webappsec-upgrade-insecure-requests/#upgrade-request
 */
const NOT_UPGRADED = ['base-uri', 'frame-ancestors', 'navigate-to']

/** What comes of it where nothing is loaded. */
const HARM: ReadonlyMap<string, string> = new Map([
  ['base-uri', 'lets the URLs of the page become ones whose answers anybody on the way can change'],
  ['form-action', 'lets what is typed into a form travel in the clear, where anybody on the way can read it'],
  ['frame-ancestors', 'lets a page frame this one that anybody on the way can change'],
  ['report-uri', 'makes reports travel in the clear, where anybody on the way can read them'],
])

function overTls(source: string, sources: readonly string[] = []): string {
  const secure = source.replace(/^(http|ws):/i, '$1s:').replace(/:80(?=\/|$)/, '')
  if (sources.includes(secure)) return `Drop it: ${secure} is there too.`
  // A scheme by itself is too broad in most directives, even with the s.
  return /:$/.test(secure) ? `Name the hosts, with ${secure}//.` : `Write ${secure}.`
}
