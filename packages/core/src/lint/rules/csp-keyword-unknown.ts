import type { Rule } from '../rule.js'

const UNKNOWN = ["'unsafe-allow-redirects'", "'unsafe-webtransport-hashes'", "'wasm-eval'"]

export const cspKeywordUnknown: Rule = {
  rule: 'csp-keyword-unknown',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#grammardef-keyword-source',
  check: ({ csp }) =>
    csp.flatMap((policy) =>
      policy
        .pick(policy.all, (source) => UNKNOWN.includes(source))
        .map(({ header, path, source }) => ({
          header,
          path,
          message: `No current browser knows ${source}.`,
          fix: source === "'wasm-eval'" ? "Write 'wasm-unsafe-eval'." : 'Drop it.',
        })),
    ),
}
