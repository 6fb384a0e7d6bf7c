import { filledIn, itemFix } from '../check-values.js'
import { SecureHeadersError, type SecureHeadersErrorCode } from '../errors.js'
import { refuseUnprintable } from '../refuse-unprintable.js'
import { didYouMean } from '../suggest.js'

/** The page's own origin. */
export const SELF = "'self'"
/** Nothing at all; stands alone. */
export const NONE = "'none'"
/** Inline scripts, handlers and styles: gives away most of what a policy protects. */
export const UNSAFE_INLINE = "'unsafe-inline'"
/** `eval()` and its like. */
export const UNSAFE_EVAL = "'unsafe-eval'"
/** Scripts that a trusted script loads are trusted too; hosts and `'self'` are ignored. */
export const STRICT_DYNAMIC = "'strict-dynamic'"
/** Hashes match event handlers, style attributes and `javascript:` URLs too. */
export const UNSAFE_HASHES = "'unsafe-hashes'"
/** Reports quote the first 40 characters of what was blocked. */
export const REPORT_SAMPLE = "'report-sample'"
/** WebAssembly may be compiled, but `eval()` may not run. */
export const WASM_UNSAFE_EVAL = "'wasm-unsafe-eval'"
/** `eval()` only where Trusted Types are enforced. */
export const TRUSTED_TYPES_EVAL = "'trusted-types-eval'"
/** Inline `<script type="speculationrules">`. */
export const INLINE_SPECULATION_RULES = "'inline-speculation-rules'"
/** Reports every script file that runs, and the SHA-256 of those of the same origin or with CORS. */
export const REPORT_SHA256 = "'report-sha256'"
/** Reports every script file that runs, and the SHA-384 of those of the same origin or with CORS. */
export const REPORT_SHA384 = "'report-sha384'"
/** Reports every script file that runs, and the SHA-512 of those of the same origin or with CORS. */
export const REPORT_SHA512 = "'report-sha512'"
/** This response's own nonce: `scriptSrc(SELF, NONCE)`. JSON-able; each response gets a fresh value. */
export const NONCE = "'nonce-{nonce}'"

/** The text inside {@link NONCE} that a response's nonce replaces. */
export const NONCE_SLOT = '{nonce}'

export const KEYWORDS = [
  SELF,
  NONE,
  UNSAFE_INLINE,
  UNSAFE_EVAL,
  STRICT_DYNAMIC,
  UNSAFE_HASHES,
  REPORT_SAMPLE,
  WASM_UNSAFE_EVAL,
  TRUSTED_TYPES_EVAL,
  INLINE_SPECULATION_RULES,
  REPORT_SHA256,
  REPORT_SHA384,
  REPORT_SHA512,
  // Specified, but no current browser takes them, or one under another name.
  "'unsafe-allow-redirects'",
  "'unsafe-webtransport-hashes'",
  "'wasm-eval'",
] as const

/** A keyword source, in its quotes. */
export type KeywordSource = (typeof KEYWORDS)[number]

/** One source expression of a CSP source list: a keyword, a nonce, a hash, a scheme such as `https:`, or a host. */
export type SourceExpression =
  | KeywordSource
  | typeof NONCE
  | '*'
  | 'https:'
  | 'data:'
  | 'blob:'
  | 'wss:'
  // Keeps the literals above in the editor's list, where a plain `string` would swallow them.
  | (string & Record<never, never>)

/** One source of `frame-ancestors`, which knows no other keywords, no nonces and no hashes. */
export type AncestorSource = typeof SELF | typeof NONE | '*' | 'https:' | (string & Record<never, never>)

const SCHEME = /^[a-z][a-z0-9+.-]*:$/i
const HOST = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:\*|(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.?)(?::(?:\d+|\*))?(?=\/|$)/i
/** RFC 3986's path-absolute without ';' and ',', which end a directive and a policy. */
const PATH = /^(?:\/(?!\/)(?:[!$&'()*+./0-9:=@A-Z_a-z~-]|%[0-9A-Fa-f]{2})*)?$/
const NONCE_SOURCE = /^'nonce-[A-Za-z0-9+/_-]+={0,2}'$/i
const HASH = /^'(?:(?:url|eval)-)?(?:sha256-[\w+/-]{43}=|sha384-[\w+/-]{64}|sha512-[\w+/-]{86}==)'$/i
const UNQUOTED = /^(?:nonce-|(?:(?:url|eval)-)?sha(?:256|384|512)-)[\w+/=-]+$/i
const MAX_PORT = 65_535
/** Schemes that are often written without their colon. */
export const BARE_SCHEMES = ['http', 'https', 'ws', 'wss', 'data', 'blob', 'filesystem', 'mediastream']

/** What X-Frame-Options says in its own words. */
const FRAMERS = /^(?:deny|same-?origin|allowall)$/

/** What to do about a source that nothing more specific is known about. */
const ADVICE: readonly (readonly [wrong: RegExp, fix: string, code?: SecureHeadersErrorCode])[] = [
  [
    /[;,]/,
    'Make each source an item, or in a string separate them by spaces; in a path write %3B and %2C.',
    'ERR_SECURE_CHARACTERS',
  ],
  [/^(?!\W?nonce-[<{]).*\s/s, 'Make each source an item of its own, without spaces.', 'ERR_SECURE_CHARACTERS'],
  [/^\W?nonce(?:-|\W?$)/i, "Use NONCE (in JSON 'nonce-{nonce}') or 'nonce-<base64>' with quotes.", 'ERR_SECURE_NONCE'],
  [
    /^(?:\W?(?:(?:url|eval)-)?sha(?:256|384|512)-|'(?:sha-?\d+|md5)\b)/i,
    "Write 'sha256-<base64>' with quotes: 44, 64 or 88 characters for SHA-256, -384, -512.",
    'ERR_SECURE_HASH',
  ],
  [/^\/\/\w/, 'Write https: before it.'],
  [/^\.{0,2}\//, "Write the origin too, or 'self'."],
  [/[?#]/, 'Leave query and fragment out.'],
  [
    /^(?:[a-z][\w+.-]*:\/\/)?[^/]*(?:[\w.*-]\*|\*[\w*-])|^\*:\//i,
    'A * stands for all hosts, for all below one, https://*.example.com, or for a port: list the hosts.',
  ],
]

/** Which kinds of source a list takes: `frame-ancestors` knows hosts, schemes and `'self'` only. */
export type SourceListKind = 'sources' | 'ancestors'

/**
 * Returns the source expression, lower-cased where it is a keyword, or throws:
 * https://w3c.github.io/webappsec-csp/#grammardef-source-expression
 */
export function checkSource(source: unknown, kind: SourceListKind = 'sources'): string {
  const expected =
    kind === 'sources'
      ? 'a source expression (a quoted keyword, nonce or hash, a scheme, a host)'
      : "'self', 'none', a scheme or a host"
  if (typeof source !== 'string') {
    const forNonce = kind === 'sources' ? 'Use NONCE for a nonce, and ' : 'Use '
    const fix = typeof source === 'function' ? `${forNonce}override() on the request for what changes with it.` : itemFix(source)
    throw new SecureHeadersError({ code: 'ERR_SECURE_TYPE', expected, received: source, fix })
  }
  filledIn(source, expected)
  if (kind === 'sources' && (isNonce(source) || HASH.test(source))) return source
  const keyword = source.toLowerCase()
  if ((KEYWORDS as readonly string[]).includes(keyword) && (kind === 'sources' || keyword === SELF || keyword === NONE))
    return keyword
  const host = hostName(keyword)
  const bare =
    FRAMERS.test(host) ||
    host === 'nonce' ||
    BARE_SCHEMES.includes(host) ||
    KEYWORDS.includes(`'${host}'` as KeywordSource) ||
    UNQUOTED.test(source)
  if (!bare && isSchemeOrHost(source)) return source
  throw refuse(source, kind, expected)
}

/** https://w3c.github.io/webappsec-csp/#grammardef-scheme-source */
export function isScheme(source: string): boolean {
  return SCHEME.test(source)
}

/** Whether a source is a nonce: the policy's own, or one that is written into it. */
export function isNonce(source: string): boolean {
  return source === NONCE || NONCE_SOURCE.test(source)
}

/** Whether a source is a scheme or a host: https://w3c.github.io/webappsec-csp/#grammardef-host-source */
export function isSchemeOrHost(source: string): boolean {
  return isScheme(source) || isHostSource(source)
}

/** What stands before a port and a path. */
function hostName(source: string): string {
  return source.replace(/\/.*/s, '').replace(/:[\d*]+$/, '')
}

function isHostSource(source: string): boolean {
  const [host] = HOST.exec(source) ?? []
  return host !== undefined && PATH.test(source.slice(host.length)) && portOf(source) <= MAX_PORT
}

function portOf(source: string): number {
  return Number(/^(?:[^:/]+:\/\/)?[^:/]*:(\d+)/.exec(source)?.[1] ?? 0)
}

function refuse(source: string, kind: SourceListKind, expected: string): SecureHeadersError {
  const refusal = (code: SecureHeadersErrorCode, fix?: string) =>
    new SecureHeadersError({ code, expected, received: source, fix })
  const inner = source.replace(/^['"‘“`]|['"’”`]$/g, '')
  const host = hostName(inner.toLowerCase())
  const quoted = `'${host}'`
  if (FRAMERS.test(host)) return refusal('ERR_SECURE_SOURCE', `Did you mean ${host === 'deny' ? NONE : SELF}?`)
  if (inner !== source && /[:*]|^(?!nonce-|(?:(?:url|eval)-)?sha-?\d)[\w-]+\.\w/i.test(inner) && isSchemeOrHost(inner))
    return refusal('ERR_SECURE_SOURCE', `Did you mean ${inner}, without quotes?`)
  const isKeyword = (KEYWORDS as readonly string[]).includes(quoted)
  if (kind === 'ancestors' && /^['"]/.test(source) && quoted !== SELF && quoted !== NONE) {
    return refusal('ERR_SECURE_SOURCE', 'frame-ancestors takes nothing else.')
  }
  if (isKeyword) return refusal('ERR_SECURE_UNQUOTED_KEYWORD', `Did you mean ${quoted}, with quotes?`)
  refuseUnprintable(source, expected)
  const [, fix, code = 'ERR_SECURE_SOURCE'] = ADVICE.find(([wrong]) => wrong.test(source)) ?? []
  if (fix !== undefined) return refusal(code, fix)
  if (/^(?:https?|wss?)\/\//i.test(source)) return refusal('ERR_SECURE_SOURCE', `Did you mean ${source.replace('//', '://')}?`)
  const scheme = host.replace(/^data:.+/, 'data')
  if (BARE_SCHEMES.includes(scheme)) {
    const fix = scheme === inner.toLowerCase() ? 'with a colon?' : 'which takes no port and no path?'
    return refusal('ERR_SECURE_SOURCE', `Did you mean ${scheme}:, ${fix}`)
  }
  if (portOf(source) > MAX_PORT) return refusal('ERR_SECURE_SOURCE', `A port is at most ${MAX_PORT}.`)
  // One letter: a keyword that was not meant may open the policy.
  return refusal('ERR_SECURE_SOURCE', source.startsWith("'") ? didYouMean(source, KEYWORDS, 1) : undefined)
}
