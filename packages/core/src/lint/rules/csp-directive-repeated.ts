import type { Rule } from '../rule.js'

export const cspDirectiveRepeated: Rule = {
  rule: 'csp-directive-repeated',
  severity: 'medium',
  reference: 'https://w3c.github.io/webappsec-csp/#parse-serialized-policy',
  check: ({ csp }) =>
    csp.flatMap(({ header, path, repeated }) =>
      repeated.map((directive) => ({
        header,
        path,
        message: `${directive} is there more than once, and browsers go by the first.`,
        fix: 'Drop the later ones, which count for nothing.',
      })),
    ),
}
