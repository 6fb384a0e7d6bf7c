import { REPORT_ONLY } from '../../headers/header.js'
import { pagesOfAnybody } from '../bypassable-hosts.js'
import type { Rule } from '../rule.js'

export const cspFrameAncestorsOpen: Rule = {
  rule: 'csp-frame-ancestors-open',
  severity: 'medium',
  reference: 'https://w3c.github.io/webappsec-csp/#frame-ancestors-and-frame-options',
  check: (view) =>
    view
      .weak(['frame-ancestors'], (source) => isEverySite(source) || pagesIn(source) !== undefined)
      // A policy that is only watched does not overrule X-Frame-Options.
      .filter(({ header }) => !header.endsWith(REPORT_ONLY))
      .map(({ header, path, source }) => ({
        header,
        path,
        message: `frame-ancestors ${source} lets ${pagesIn(source) ?? 'every site'} frame the page, whatever X-Frame-Options says: browsers then ignore that.`,
        fix: 'Name those who may frame the page, or use NONE.',
      })),
}

function isEverySite(source: string): boolean {
  return /^(?:https?:|(?:https?:\/\/)?\*(?::[\d*]+)?\/?)$/i.test(source)
}

/** What may frame the page from there, if anybody may put it there; no page has the scheme of a WebSocket. */
function pagesIn(source: string): string | undefined {
  return /^wss?:/i.test(source) ? undefined : pagesOfAnybody(source)
}
