import { UNSAFE_INLINE } from '../../headers/source-expression.js'
import { allowsInlineStyles, INSTEAD_OF_ATTRIBUTES } from '../inline-code.js'
import type { Rule } from '../rule.js'

export const cspUnsafeInlineStyle: Rule = {
  rule: 'csp-unsafe-inline-style',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#directive-style-src',
  check: (view) =>
    view
      .weak(['style-src-elem', 'style-src-attr'], (source, sources) => source === UNSAFE_INLINE && allowsInlineStyles(sources))
      .map(({ header, path, directive }) => ({
        header,
        path,
        message: `'unsafe-inline' in ${directive} lets injected styles change the page and read attribute values.`,
        fix: INSTEAD_OF_ATTRIBUTES[directive] ?? 'Use NONCE, a hash from sha256(), or style sheets in files.',
      })),
}
