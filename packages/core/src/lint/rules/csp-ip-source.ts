import type { Rule } from '../rule.js'
import { isLoopback } from '../source-kinds.js'

export const cspIpSource: Rule<'low', 'info'> = {
  rule: 'csp-ip-source',
  severity: 'low',
  or: { info: "for the visitor's own machine" },
  reference: 'https://w3c.github.io/webappsec-csp/#host-part-match',
  check: ({ csp }) =>
    csp.flatMap((policy) =>
      policy
        .pick(policy.lists, (source) => isAddress(source) || isLoopback(source))
        // That is where an app for phones has its pages.
        .filter(({ directive, source }) => !(directive === 'frame-ancestors' && /^https?:\/\/localhost$/i.test(source)))
        .map(({ header, path, source }) => ({
          header,
          path,
          ...(isLoopback(source)
            ? {
                message: `${source} is the visitor's own machine, a host for development.`,
                fix: 'Leave it out in production.',
                severity: 'info' as const,
              }
            : {
                message: `${source} is an IP address: by the specification, only 127.0.0.1 matches, though Chromium and Firefox take others.`,
                fix: 'Name the host.',
              }),
        })),
    ),
}

function isAddress(source: string): boolean {
  return /^(?:(?:https?|wss?):\/\/)?\d{1,3}(?:\.\d{1,3}){3}(?=[:/]|$)/i.test(source)
}
