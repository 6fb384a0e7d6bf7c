import { REPORT_ONLY } from '../../headers/header.js'
import { pagesOfAnybody } from '../bypassable-hosts.js'
import type { Rule } from '../rule.js'

export const cspFrameAncestorsOpen: Rule = {
  rule: 'csp-frame-ancestors-open',
  severity: 'medium',
  reference: 'https://w3c.github.io/webappsec-csp/#frame-ancestors-and-frame-options',
  check: (view) =>
    view
      .weak(['frame-ancestors'], (source) => isEverySite(source) || pagesOfAnybody(source) !== undefined)
      // A policy that is only watched does not overrule X-Frame-Options.
      .filter(({ header }) => !header.endsWith(REPORT_ONLY))
      .map(({ header, path, source }) => ({
        header,
        path,
        message: `frame-ancestors ${source} lets ${pagesOfAnybody(source) ?? 'every site'} frame the page, whatever X-Frame-Options says: browsers then ignore that.`,
        fix: 'Name those who may frame the page, or use NONE.',
      })),
}

function isEverySite(source: string): boolean {
  return /^(?:https?:|(?:https?:\/\/)?\*(?::[\d*]+)?\/?)$/i.test(source)
}
