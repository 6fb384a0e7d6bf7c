import { UNSAFE_HASHES } from '../../headers/source-expression.js'
import type { Rule } from '../rule.js'

export const cspUnsafeHashes: Rule = {
  rule: 'csp-unsafe-hashes',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#unsafe-hashes-usage',
  check: (view) =>
    view
      .weak(['script-src-attr'], (source) => source === UNSAFE_HASHES)
      .map(({ header, path }) => ({
        header,
        path,
        message: "'unsafe-hashes' lets an attacker put the allowed handlers onto elements of their own.",
        fix: 'Move event handlers into a script.',
      })),
}
