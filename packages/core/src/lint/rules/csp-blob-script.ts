import { STRICT_DYNAMIC } from '../../headers/source-expression.js'
import type { Rule } from '../rule.js'

export const cspBlobScript: Rule = {
  rule: 'csp-blob-script',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#csp-block-eval',
  check: (view) =>
    view
      .weak(['script-src-elem'], (source, among) => /^(?:blob|filesystem):$/i.test(source) && !among.includes(STRICT_DYNAMIC))
      .map(({ header, path, directive, source }) => ({
        header,
        path,
        message: `${source} in ${directive} runs text that a script has put together, much as eval() does.`,
        fix: "For workers use 'worker-src': ['blob:'].",
      })),
}
