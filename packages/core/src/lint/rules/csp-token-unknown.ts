import { SANDBOX_TOKENS } from '../../headers/csp-directives.js'
import { instead } from '../instead.js'
import type { Rule } from '../rule.js'

/** The values of directives that take words of a closed list. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'require-trusted-types-for': ["'script'"],
  sandbox: SANDBOX_TOKENS,
}

export const cspTokenUnknown: Rule<'low', 'medium'> = {
  rule: 'csp-token-unknown',
  severity: 'low',
  or: { medium: 'in require-trusted-types-for' },
  reference: 'https://w3c.github.io/webappsec-csp/#parse-serialized-policy',
  check: ({ csp }) =>
    csp.flatMap((policy) =>
      Object.entries(KNOWN).flatMap(([name, known]) => {
        const governing = policy.all.filter(({ directive }) => directive === name)
        const unknown = (value: string) => !known.includes(name === 'sandbox' ? value.toLowerCase() : value)
        return policy.pick(governing, unknown).map(({ header, path, source }) => ({
          header,
          path,
          message: `${name} knows no ${source}, and browsers overlook it.`,
          // One letter: a permission that was not meant may open the sandbox.
          fix: instead(source, known, name === 'sandbox' ? 1 : undefined),
          ...(name === 'sandbox' ? {} : { severity: 'medium' as const }),
        }))
      }),
    ),
}
