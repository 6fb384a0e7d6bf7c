import { UNSAFE_EVAL } from '../../headers/source-expression.js'
import type { Rule } from '../rule.js'

export const cspUnsafeEval: Rule = {
  rule: 'csp-unsafe-eval',
  severity: 'medium',
  reference: 'https://w3c.github.io/webappsec-csp/#can-compile-strings',
  check: (view) =>
    view
      .weak(['script-src'], (source) => source === UNSAFE_EVAL)
      .map(({ header, path, directive }) => ({
        header,
        path,
        message: `'unsafe-eval' in ${directive} lets eval() and its like run text that may be an attacker's.`,
        fix: "Drop it; for WebAssembly 'wasm-unsafe-eval' is enough.",
      })),
}
