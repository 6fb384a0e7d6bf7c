import type { SecureHeadersError } from '../../errors.js'
import { checkSource, isPlace } from '../../headers/source-expression.js'
import { asAdvice } from '../instead.js'
import type { Rule } from '../rule.js'

/** Keywords, nonces and hashes are another rule's. */
function isNothing(source: string): boolean {
  return !/^'.*'$/.test(source) && !isPlace(source)
}

export const cspSourceUnknown: Rule = {
  rule: 'csp-source-unknown',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#grammardef-source-expression',
  check: ({ csp }) =>
    csp
      // The option csp takes none.
      .filter(({ byName }) => byName)
      .flatMap((policy) =>
        policy.pick(policy.lists, isNothing).map(({ header, path, directive, source }) => ({
          header,
          path,
          message: `${source} in ${directive} is no source expression, and browsers overlook it.`,
          fix: adviceFor(source) ?? 'Drop it.',
        })),
      ),
}

/** What the option would say. */
function adviceFor(source: string): string | undefined {
  try {
    checkSource(source)
    return undefined
  } catch (error) {
    const { fix } = error as SecureHeadersError
    return asAdvice(fix) ?? fix
  }
}
