import type { Rule } from '../rule.js'

/** Who still knows them. */
const UNKNOWN: Readonly<Record<string, string>> = {
  "'unsafe-allow-redirects'": 'No current browser knows',
  "'unsafe-webtransport-hashes'": 'No current browser knows',
  "'wasm-eval'": 'Only Chromium still knows',
}

export const cspKeywordUnknown: Rule = {
  rule: 'csp-keyword-unknown',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#grammardef-keyword-source',
  check: ({ csp }) =>
    csp.flatMap((policy) =>
      policy
        .pick(policy.all, (source) => Object.hasOwn(UNKNOWN, source))
        .map(({ header, path, source }) => ({
          header,
          path,
          message: `${UNKNOWN[source]} ${source}.`,
          fix: source === "'wasm-eval'" ? "Write 'wasm-unsafe-eval'." : 'Drop it.',
        })),
    ),
}
