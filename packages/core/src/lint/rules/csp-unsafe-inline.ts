import type { Rule } from '../rule.js'
import { allowsInlineScripts, INLINE } from '../view.js'

export const cspUnsafeInline: Rule = {
  rule: 'csp-unsafe-inline',
  severity: 'high',
  reference: 'https://w3c.github.io/webappsec-csp/#unsafe-inline',
  check: (view) =>
    view
      .weak(INLINE, (source, sources) => source === "'unsafe-inline'" && allowsInlineScripts(sources))
      .map(({ header, path, directive }) => ({
        header,
        path,
        message: `'unsafe-inline' in ${directive} lets every injected script run.`,
        fix: 'Use NONCE, or a hash by sha256().',
      })),
}
