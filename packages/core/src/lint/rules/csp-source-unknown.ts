import type { SecureHeadersError } from '../../errors.js'
import { DIRECTIVE_KINDS } from '../../headers/csp-directives.js'
import { checkSource, isSchemeOrHost, type SourceListKind } from '../../headers/source-expression.js'
import { asAdvice } from '../instead.js'
import type { Rule } from '../rule.js'

/** Keywords, nonces and hashes are another rule's. */
const ANOTHERS = /^(?:'.*'$|'?(?:nonce|sha-?\d+)-)/i

/** Not by its path: browsers differ there, and overlook a query. */
function isNothing(source: string): boolean {
  const [place = ''] = /^(?:[a-z][\w+.-]*:\/\/)?[^/?#]*/i.exec(source) ?? []
  return !ANOTHERS.test(source) && (!isSchemeOrHost(place) || source.startsWith('//', place.length))
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
          fix: adviceFor(source, DIRECTIVE_KINDS.get(directive) === 'ancestors' ? 'ancestors' : 'sources') ?? 'Drop it.',
        })),
      ),
}

/** What the option would say, unless that would open the policy. */
function adviceFor(source: string, kind: SourceListKind): string | undefined {
  if (/unsafe/i.test(source)) return undefined
  try {
    checkSource(source, kind)
    return undefined
  } catch (error) {
    const { fix } = error as SecureHeadersError
    return asAdvice(fix) ?? fix
  }
}
