import { UNSAFE_HASHES } from '../../headers/source-expression.js'
import type { Rule } from '../rule.js'
import { INLINE } from '../script-directives.js'
import { isHash } from '../source-kinds.js'

export const cspUnsafeHashes: Rule = {
  rule: 'csp-unsafe-hashes',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#unsafe-hashes-usage',
  check: (view) =>
    view
      .weak(INLINE, (source, among) => source === UNSAFE_HASHES && among.some(isHash))
      .map(({ header, path, directive }) => ({
        header,
        path,
        ...(directive === 'script-src-elem'
          ? {
              message:
                "'unsafe-hashes' in script-src-elem lets an attacker run what is allowed from javascript: URLs of their own.",
              fix: 'Replace javascript: URLs with event listeners in a script.',
            }
          : {
              message: "'unsafe-hashes' lets an attacker put the allowed handlers onto elements of their own.",
              fix: 'Move event handlers into a script.',
            }),
      })),
}
