import { filledIn, itemFix } from '../check-values.js'
import { SecureHeadersError } from '../errors.js'
import { refuseUnprintable } from '../refuse-unprintable.js'
import type { Item } from '../structured-field.js'

/**
 * https://w3c.github.io/webappsec-permissions-policy/#grammardef-permissions-source-expression: a host as CSP has it, without a
 * path, or a scheme, of which those of the web are taken. Chromium takes no underscores there, and no IPv6 addresses.
 */
const ORIGIN = /^(?:https?:|[a-z][a-z0-9+.-]*:\/\/(?:\*|(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.?)(?::(?:\d+|\*))?)$/i

function isOrigin(text: string): boolean {
  return ORIGIN.test(text) && (text.endsWith(':') || URL.canParse(text.replace(/:\*$/, '').replace('*.', '').replace('*', 'a')))
}

/** Returns the member as it is typed in plain data, or throws. */
export function checkMember(member: unknown): string {
  const expected = "'self', '*' or an origin"
  if (typeof member !== 'string')
    throw new SecureHeadersError({ code: 'ERR_SECURE_TYPE', expected, received: member, fix: itemFix(member) })
  const text = member.replace(/^"(.*)"$/, '$1')
  if (text === 'self' || text === '*' || isOrigin(filledIn(text, expected))) return text
  refuseUnprintable(text, expected)
  throw new SecureHeadersError({ code: 'ERR_SECURE_ORIGIN', expected, received: member, fix: originFix(text) })
}

function originFix(text: string): string | undefined {
  if (/\S[\s,]+\S/.test(text)) return 'Make each origin an item of its own.'
  const [all, self] = /^'?(?:(self|src)|all|any|\*)'?$/i.exec(text) ?? []
  if (all !== undefined) return `Did you mean '${self ? 'self' : '*'}'? Here the word itself has no quotes.`
  if (/^'?none'?$|^\(\)$/i.test(text)) return 'Give an empty list, or no argument, to deny the feature to everybody.'
  const [origin] = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]+/i.exec(text) ?? []
  if (origin !== undefined && isOrigin(origin)) return `Did you mean ${origin}? An origin has no path.`
  if (URL.canParse(text) && /^[a-z][a-z0-9+.-]*:\/\/(?:[^/]*_|\[)/i.test(text))
    return 'Chromium drops hosts with underscores, and IPv6 hosts.'
  const inner = text.replace(/^'(.*)'$/, '$1')
  if (inner !== text && isOrigin(inner)) return `Did you mean ${inner}, without single quotes?`
  return /[.:]/.test(inner) && isOrigin(`https://${inner}`) ? `Did you mean https://${inner}?` : undefined
}

/** Returns the member that an item of a field value is, or throws. */
export function checkItem({ kind, value }: Item): string {
  const isToken = kind === 'token' && (value === 'self' || value === '*')
  if (isToken || (kind === 'string' && ORIGIN.test(value))) return value
  throw new SecureHeadersError({
    code: 'ERR_SECURE_ORIGIN',
    expected: 'self, * or an origin in double quotes',
    received: value,
    fix: textFix(kind, value),
  })
}

/** In text, `self` and `*` have no quotes, origins have them, and an empty list denies the feature. */
function textFix(kind: Item['kind'], value: string): string | undefined {
  if (kind === 'token' && ORIGIN.test(value)) return `Write "${value}", in double quotes.`
  if (/^'?(?:self|src)'?$|^\*$/.test(value)) return `Write ${value === '*' ? value : 'self'}, without quotes.`
  return /^'?none'?$/.test(value) ? 'Write () to deny the feature to everybody.' : originFix(value)
}
