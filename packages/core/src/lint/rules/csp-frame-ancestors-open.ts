import { isPlainScheme, isWildcard } from '../open-places.js'
import type { Rule } from '../rule.js'

export const cspFrameAncestorsOpen: Rule = {
  rule: 'csp-frame-ancestors-open',
  severity: 'medium',
  reference: 'https://w3c.github.io/webappsec-csp/#frame-ancestors-and-frame-options',
  check: (view) =>
    view
      .weak(['frame-ancestors'], (source) => isWildcard(source) || isPlainScheme(source))
      .map(({ header, path, source }) => ({
        header,
        path,
        message: `frame-ancestors ${source} lets every site frame the page, whatever X-Frame-Options says: browsers then ignore that.`,
        fix: 'Name those who may frame the page, or use NONE.',
      })),
}
