import type { Rule } from '../rule.js'
import { isOpen, isPlace, isWebSocket } from '../source-kinds.js'

export const cspObjectSrcAllowlist: Rule = {
  rule: 'csp-object-src-allowlist',
  severity: 'info',
  reference: 'https://w3c.github.io/webappsec-csp/#directive-object-src',
  check: (view) =>
    view
      .weak(['object-src'], isPlace)
      // Other rules report worse about what is open, and default-src is there for other things.
      .filter(({ directive, source }) => directive === 'object-src' && !isOpen(source) && !isWebSocket(source))
      .map(({ header, path, source }) => ({
        header,
        path,
        message: `object-src ${source} lets an injected <object> or <embed> show what comes from there, though plug-ins are gone and few pages use these.`,
        fix: 'Use NONE; a PDF or a page goes into an <iframe>, which frame-src governs.',
      })),
}
