import { bare } from '../bare.js'
import { filledIn, matching, token } from '../check-values.js'
import { SecureHeadersError, within } from '../errors.js'
import { didYouMean } from '../suggest.js'
import { DIRECTIVE_KINDS, type Kind, SANDBOX_TOKENS } from './csp-directives.js'
import { Header } from './header.js'
import { checkSource, NONCE, NONE } from './source-expression.js'

const POLICY_NAME = /^(?:[A-Za-z0-9#=_/@.%-]+|\*)$/
/** A directive's value without spaces, and without the braces of a nonce's place (CSP3 §2.3). */
const VALUE = /^[\x21-\x2b\x2d-\x3a\x3c-\x7a\x7c\x7e]+$/

/** What every directive of a kind has in common. */
interface KindOfDirective {
  /** Returns the tokens in their canonical form, or throws with the index of the wrong one. */
  readonly check: (values: readonly unknown[]) => readonly string[]
  /** Whether its values may be hosts. */
  readonly takesHosts?: true
  /** Whether it has one value, so that a second one replaces it. */
  readonly isSingle?: true
  /** Whether it can stand without a value: `true` in plain data. */
  readonly standsAlone?: true
}

const KINDS: Readonly<Record<Kind, KindOfDirective>> = {
  sources: { check: (values) => checkSourceList(values, (source) => checkSource(source)), takesHosts: true },
  ancestors: { check: (values) => checkSourceList(values, (source) => checkSource(source, 'ancestors')), takesHosts: true },
  sandbox: { check: (values) => each(values, (value) => keywordOf(value, SANDBOX_TOKENS, 'a sandbox token')), standsAlone: true },
  group: {
    check: (values) => single(values, (group) => token(nameOf(group), 'the name of an endpoint, without spaces and quotes')),
    isSingle: true,
  },
  webrtc: {
    check: (values) => single(values, (value) => keywordOf(value, ["'allow'", "'block'"], "'allow' or 'block', in quotes")),
    isSingle: true,
  },
  sinks: {
    check: (values) =>
      each(values.length === 0 ? ["'script'"] : values, (sink) => keywordOf(sink, ["'script'"], "'script', in quotes")),
    standsAlone: true,
  },
  policies: { check: (values) => alone(each(values, checkPolicyName)), standsAlone: true },
  nothing: { check: checkNothing, standsAlone: true },
  uris: { check: checkUris },
  tokens: { check: (values) => each(values, checkToken) },
}

/** A directive that this version does not know, which may be one that takes a nonce. */
const UNKNOWN: KindOfDirective = { check: (values) => each(values, (value) => (value === NONCE ? NONCE : checkToken(value))) }

for (const kind of [...Object.values(KINDS), UNKNOWN]) bare(kind)

/** The kind of a directive, by its name on the wire. */
export function kindOf(name: string): KindOfDirective {
  const kind = DIRECTIVE_KINDS.get(name)
  return kind === undefined ? UNKNOWN : KINDS[kind]
}

/** Returns the directive's tokens in their canonical form, or throws with the index of the wrong one. */
export function checkDirective(name: string, values: readonly unknown[]): readonly string[] {
  const kind = kindOf(name)
  refuseDirectives(values, kind)
  return kind.check(values)
}

function checkNothing(values: readonly unknown[]): readonly string[] {
  if (values.length === 0) return []
  throw new SecureHeadersError({
    code: 'ERR_SECURE_TYPE',
    expected: 'no value',
    received: values[0],
    fix: 'The directive stands alone.',
  })
}

function checkUris(values: readonly unknown[]): readonly string[] {
  if (values.length > 0) return each(values, checkUri)
  throw new SecureHeadersError({ code: 'ERR_SECURE_MISSING', expected: 'at least one URL', received: values })
}

/** A builder of Report-To stands for the name of its first group. */
function nameOf(group: unknown): unknown {
  return group instanceof Header ? (group.group?.() ?? group) : group
}

/** A directive's name among the values means a forgotten semicolon. A host of that name can be written with its scheme. */
function refuseDirectives(values: readonly unknown[], kind: KindOfDirective): void {
  if (kind === UNKNOWN) return
  const names = [...values].map((value) => (typeof value === 'string' ? withoutColon(value) : ''))
  const at = names.findIndex((name) => (kind.takesHosts || name.includes('-')) && DIRECTIVE_KINDS.has(name.toLowerCase()))
  const name = names[at]
  if (name === undefined) return
  throw new SecureHeadersError({
    code: 'ERR_SECURE_SYNTAX',
    path: `[${at}]`,
    expected: 'a value, not a directive',
    received: values[at],
    fix: `Write ${name} as a directive of its own: in a policy's text, with a ';' before it.${name.includes('-') ? '' : ` A host of that name is https://${name}.`}`,
  })
}

/** No scheme has the name of a directive with a hyphen in it. */
function withoutColon(value: string): string {
  return value.includes('-') ? value.replace(/:$/, '') : value
}

function checkToken(value: unknown): string {
  return matching(VALUE, value, "printable ASCII without spaces, ';', ',' and braces")
}

/**
 * A URL, absolute or relative; browsers ignore anything else, and every scheme but http and https:
 * https://w3c.github.io/webappsec-csp/#directive-report-uri
 */
function checkUri(value: unknown): string {
  const expected = 'an http or https URL, or a path of the site'
  const uri = filledIn(checkToken(value), expected)
  if (/^(?:https?:|(?![a-z][a-z0-9+.-]*:|['"<]))/i.test(uri) && URL.canParse(uri, 'https://secure.invalid')) return uri
  throw new SecureHeadersError({
    code: 'ERR_SECURE_ORIGIN',
    expected,
    received: value,
    fix: /^['"<]/.test(uri) ? 'Write it without quotes and brackets.' : undefined,
  })
}

function checkSourceList(values: readonly unknown[], check: (source: unknown) => string): readonly string[] {
  const sources = each(values, check)
  return sources.length === 0 ? Object.freeze([NONE]) : alone(sources)
}

/** Browsers ignore 'none' beside others. */
function alone(values: readonly string[]): readonly string[] {
  if (values.length < 2 || !values.includes(NONE)) return values
  throw new SecureHeadersError({
    code: 'ERR_SECURE_NONE_WITH_OTHERS',
    path: `[${values.indexOf(NONE)}]`,
    expected: "'none' alone",
    received: values.join(' '),
    fix: "Browsers ignore 'none' beside others: drop it or the others.",
  })
}

function each(values: readonly unknown[], check: (value: unknown) => string): readonly string[] {
  // Spread first: map() would leave the holes of a sparse array unchecked.
  const checked = [...values].map((value, index) => within(`[${index}]`, () => check(value)))
  return Object.freeze([...new Set(checked)])
}

function single(values: readonly unknown[], check: (value: unknown) => string): readonly string[] {
  if (values.length === 1) return Object.freeze([check(values[0])])
  throw new SecureHeadersError({ code: 'ERR_SECURE_TYPE', expected: 'exactly one value', received: values })
}

const POLICY_KEYWORDS = [NONE, "'allow-duplicates'"]

function checkPolicyName(value: unknown): string {
  const expected = `a Trusted Types policy name, *, ${POLICY_KEYWORDS.join(' or ')}`
  if (typeof value === 'string') {
    const keyword = value.toLowerCase()
    if (POLICY_KEYWORDS.includes(keyword)) return keyword
    const quoted = `'${keyword}'`
    if (POLICY_KEYWORDS.includes(quoted)) throw unquoted(value, expected, quoted)
  }
  return matching(POLICY_NAME, value, expected)
}

/** Tokens and keywords are compared without regard to case. */
function keywordOf(value: unknown, known: readonly string[], expected: string): string {
  const found = typeof value === 'string' ? known.find((one) => one === value.toLowerCase()) : undefined
  if (found !== undefined) return found
  const quoted = typeof value === 'string' ? `'${value.toLowerCase()}'` : ''
  if (known.includes(quoted)) throw unquoted(value, expected, quoted)
  const fix = typeof value === 'string' ? didYouMean(value, known, 1) : undefined
  throw new SecureHeadersError({ code: 'ERR_SECURE_UNKNOWN_VALUE', expected, received: value, fix })
}

function unquoted(received: unknown, expected: string, quoted: string): SecureHeadersError {
  return new SecureHeadersError({
    code: 'ERR_SECURE_UNQUOTED_KEYWORD',
    expected,
    received,
    fix: `Did you mean ${quoted}, with quotes?`,
  })
}
