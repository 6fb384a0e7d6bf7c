import { SANDBOX_TOKENS } from '../../headers/csp-directives.js'
import { instead } from '../instead.js'
import type { Rule } from '../rule.js'

/** A directive that takes words of a closed list. */
interface Words {
  readonly name: string
  readonly known: readonly string[]
  /** Whether browsers take a word in any case. */
  readonly foldsCase?: true
  /** How many letters a word may differ from the one that is advised. */
  readonly letters?: number
  readonly severity?: 'medium'
}

const WORDS: readonly Words[] = [
  // One letter: a permission that was not meant may open the sandbox.
  { name: 'sandbox', known: SANDBOX_TOKENS, foldsCase: true, letters: 1 },
  { name: 'require-trusted-types-for', known: ["'script'"], severity: 'medium' },
]

export const cspTokenUnknown: Rule<'low', 'medium'> = {
  rule: 'csp-token-unknown',
  severity: 'low',
  or: { medium: 'in require-trusted-types-for' },
  reference: 'https://w3c.github.io/webappsec-csp/#parse-serialized-policy',
  check: ({ csp }) =>
    csp.flatMap((policy) =>
      WORDS.flatMap(({ name, known, foldsCase, letters, severity }) => {
        const governing = policy.all.filter(({ directive }) => directive === name)
        return policy
          .pick(governing, (word) => !known.includes(foldsCase ? word.toLowerCase() : word))
          .map(({ header, path, source }) => ({
            header,
            path,
            message: `${name} knows no ${source}, and browsers overlook it.`,
            fix: instead(source, known, letters),
            ...(severity && { severity }),
          }))
      }),
    ),
}
