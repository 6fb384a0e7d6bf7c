import type { Rule } from '../rule.js'

export const cspIpSource: Rule = {
  rule: 'csp-ip-source',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#host-part-match',
  check: ({ csp }) =>
    csp.flatMap((policy) =>
      policy
        .pick(policy.all, (source) => /^(?:[a-z]+:\/\/)?\d{1,3}(?:\.\d{1,3}){3}(?=[:/]|$)/i.test(source))
        .map(({ header, path, source }) => ({
          header,
          path,
          message: `${source} is an address: by the specification only 127.0.0.1 matches, the visitor's own machine, though Chromium takes others.`,
          fix: 'Name the host.',
        })),
    ),
}
