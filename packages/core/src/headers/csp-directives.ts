import { type Kebab, kebab } from '../case.js'
import { token } from '../check-values.js'
import { SecureHeadersError, within } from '../errors.js'
import { didYouMean } from '../suggest.js'
import { Header } from './header.js'
import type { ReportTo } from './report-to.js'
import { type AncestorSource, checkSource, NONCE, NONE, type SourceExpression } from './source-expression.js'

/** The directives, keyed by method, with the value each takes: https://w3c.github.io/webappsec-csp/#csp-directives */
export const directives = {
  /** What every fetch directive that is not set falls back to. */
  defaultSrc: 'sources',
  /** Scripts, inline scripts and `eval`. */
  scriptSrc: 'sources',
  /** `<script>` elements; falls back to script-src. */
  scriptSrcElem: 'sources',
  /** Inline event handlers; falls back to script-src. */
  scriptSrcAttr: 'sources',
  /** Style sheets and inline styles. */
  styleSrc: 'sources',
  /** `<style>` and `<link rel=stylesheet>`; falls back to style-src. */
  styleSrcElem: 'sources',
  /** `style` attributes; falls back to style-src. */
  styleSrcAttr: 'sources',
  /** Images and icons. */
  imgSrc: 'sources',
  /** Fonts. */
  fontSrc: 'sources',
  /** fetch, XMLHttpRequest, WebSocket, EventSource, beacons. */
  connectSrc: 'sources',
  /** Audio and video. */
  mediaSrc: 'sources',
  /** `<object>` and `<embed>`. */
  objectSrc: 'sources',
  /** Web app manifests. */
  manifestSrc: 'sources',
  /** Frames and workers that have no directive of their own. */
  childSrc: 'sources',
  /** What the page may frame; falls back to child-src. */
  frameSrc: 'sources',
  /** Workers; falls back to child-src, then script-src. */
  workerSrc: 'sources',
  /** `<fencedframe>`; Chromium only. */
  fencedFrameSrc: 'sources',
  /** What `<base>` may point to; has no fallback. */
  baseUri: 'sources',
  /**
   * The restrictions of an `<iframe sandbox>` for the page itself; ignored in a report-only policy.
   * `allow-same-site-none-cookies` is Chromium only.
   */
  sandbox: 'sandbox',
  /** Where forms may be sent; has no fallback. */
  formAction: 'sources',
  /** Who may frame the page; has no fallback, and overrules X-Frame-Options. */
  frameAncestors: 'ancestors',
  /** The endpoint of Reporting-Endpoints that gets the reports. */
  reportTo: 'group',
  /**
   * Where reports are posted by browsers without report-to.
   * @deprecated Only browsers without report-to read it: Firefox before 149, Safari before 16.4.
   */
  reportUri: 'uris',
  /** Whether WebRTC is allowed; shipped nowhere yet. */
  webrtc: 'webrtc',
  /** Script sinks take Trusted Types only. */
  requireTrustedTypesFor: 'sinks',
  /** Which Trusted Types policies may be made. */
  trustedTypes: 'policies',
  /** http: URLs of the page are fetched as https:; ignored in a report-only policy. */
  upgradeInsecureRequests: 'nothing',
  /**
   * Mixed content is blocked.
   * @deprecated Browsers do it by themselves.
   */
  blockAllMixedContent: 'nothing',
  /**
   * MIME types of plug-ins.
   * @deprecated Removed from browsers; use `objectSrc(NONE)`.
   */
  pluginTypes: 'tokens',
  /**
   * Prefetched resources.
   * @deprecated Never stable; browsers use default-src.
   */
  prefetchSrc: 'sources',
  /**
   * Where the page may navigate.
   * @deprecated Removed from the specification.
   */
  navigateTo: 'sources',
  /**
   * Which elements need `integrity`.
   * @deprecated Replaced by Integrity-Policy.
   */
  requireSriFor: 'tokens',
  /**
   * How much of the URL is told.
   * @deprecated Removed from the specification; use Referrer-Policy.
   */
  referrer: 'tokens',
  /**
   * The XSS auditor.
   * @deprecated Removed from the specification.
   */
  reflectedXss: 'tokens',
  /**
   * Windows that a page opens.
   * @deprecated Removed from the specification; use Cross-Origin-Opener-Policy.
   */
  disownOpener: 'nothing',
  /**
   * The default of CSP before its first version.
   * @deprecated Use `defaultSrc`.
   */
  allow: 'sources',
  /**
   * Inline scripts and `eval` of CSP before its first version.
   * @deprecated Use `scriptSrc`.
   */
  options: 'tokens',
  /**
   * A policy at another URL, of CSP before its first version.
   * @deprecated Removed from browsers.
   */
  policyUri: 'uris',
  /**
   * XMLHttpRequest of CSP before its first version.
   * @deprecated Use `connectSrc`.
   */
  xhrSrc: 'sources',
} as const

export type Directives = typeof directives
type Kind = Directives[keyof Directives]

/** A token of the `sandbox` directive: https://html.spec.whatwg.org/multipage/browsers.html#sandboxing */
export type SandboxToken = (typeof SANDBOX_TOKENS)[number]

const SANDBOX_TOKENS = [
  'allow-downloads',
  'allow-forms',
  'allow-modals',
  'allow-orientation-lock',
  'allow-pointer-lock',
  'allow-popups',
  'allow-popups-to-escape-sandbox',
  'allow-presentation',
  'allow-same-origin',
  // Chromium only, and in no specification yet.
  'allow-same-site-none-cookies',
  'allow-scripts',
  'allow-storage-access-by-user-activation',
  'allow-top-navigation',
  'allow-top-navigation-by-user-activation',
  'allow-top-navigation-to-custom-protocols',
] as const

/** What each kind of directive takes in a method call. */
export interface DirectiveArguments {
  sources: [...sources: SourceExpression[]]
  ancestors: [...sources: AncestorSource[]]
  sandbox: [...tokens: SandboxToken[]]
  group: [endpoint: string | ReportTo]
  uris: [...uris: string[]]
  webrtc: [value: "'allow'" | "'block'"]
  sinks: [sink?: "'script'"]
  policies: [...policies: string[]]
  nothing: []
  tokens: [...tokens: string[]]
}

/** What each kind of directive takes in plain data. */
export interface DirectiveValues {
  sources: SourceExpression | readonly SourceExpression[]
  ancestors: AncestorSource | readonly AncestorSource[]
  sandbox: true | SandboxToken | readonly SandboxToken[]
  group: string
  uris: string | readonly string[]
  webrtc: "'allow'" | "'block'"
  sinks: true | "'script'" | readonly "'script'"[]
  policies: true | string | readonly string[]
  nothing: true
  tokens: string | readonly string[]
}

/** The kind of value by the directive's name on the wire. */
export const DIRECTIVE_KINDS: ReadonlyMap<string, Kind> = new Map(
  Object.entries(directives).map(([method, kind]) => [kebab(method), kind]),
)

/** A directive's name on the wire, such as `script-src`. */
export type DirectiveName = Kebab<keyof Directives>

/**
 * What a fetch directive that is not set falls back to, nearest first:
 * https://w3c.github.io/webappsec-csp/#directive-fallback-list
 */
export function fallbacksOf(name: string): readonly string[] {
  const [, base, part] = /^(script-src|style-src)(-elem|-attr)?$/.exec(name) ?? []
  if (base !== undefined) return part === undefined ? ['default-src'] : [base, 'default-src']
  if (name === 'worker-src') return ['child-src', 'script-src', 'default-src']
  if (name === 'frame-src') return ['child-src', 'default-src']
  if (name === 'fenced-frame-src') return ['frame-src', 'child-src', 'default-src']
  return FALL_BACK_TO_DEFAULT.includes(name) ? ['default-src'] : []
}

const FALL_BACK_TO_DEFAULT = [
  'child-src',
  'connect-src',
  'font-src',
  'img-src',
  'manifest-src',
  'media-src',
  'object-src',
  'prefetch-src',
]

const POLICY_NAME = /^(?:[A-Za-z0-9#=_/@.%-]+|\*)$/
/** A directive's value without spaces, and without the braces of a nonce's place (CSP3 §2.3). */
const VALUE = /^[\x21-\x2b\x2d-\x3a\x3c-\x7a\x7c\x7e]+$/

/** What every directive of a kind has in common. */
interface KindOfDirective {
  /** Returns the tokens in their canonical form, or throws with the index of the wrong one. */
  readonly check: (values: readonly unknown[]) => readonly string[]
  /** Whether hosts may stand there. */
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
  group: { check: (values) => single(values, (group) => token(nameOf(group), 'the name of an endpoint')), isSingle: true },
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
  if (!(group instanceof Header) || group.fields()[0]?.name !== 'Report-To') return group
  return (group as ReportTo).toJSON()[0]?.group ?? 'default'
}

/** A directive among the values is one whose semicolon was forgotten; a host of such a name can be written with its scheme. */
function refuseDirectives(values: readonly unknown[], kind: KindOfDirective): void {
  const at = values.findIndex(
    (value) =>
      kind !== UNKNOWN &&
      typeof value === 'string' &&
      (kind.takesHosts || value.includes('-')) &&
      DIRECTIVE_KINDS.has(value.toLowerCase()),
  )
  if (at === -1) return
  throw new SecureHeadersError({
    code: 'ERR_SECURE_SYNTAX',
    path: `[${at}]`,
    expected: 'a value, not a directive',
    received: values[at],
    fix: `Write ${values[at]} as a directive of its own: a policy's text has a ';' before it.${String(values[at]).includes('-') ? '' : ` A host of that name is https://${values[at]}.`}`,
  })
}

function checkToken(value: unknown): string {
  return matching(VALUE, value, "printable ASCII without spaces, ';', ',' and braces")
}

/**
 * A URL, absolute or not; browsers ignore what is none, or of another scheme:
 * https://w3c.github.io/webappsec-csp/#directive-report-uri
 */
function checkUri(value: unknown): string {
  const uri = checkToken(value)
  if (/^(?:https?:|(?![a-z][a-z0-9+.-]*:|['"<]))/i.test(uri) && URL.canParse(uri, 'https://secure.invalid')) return uri
  throw new SecureHeadersError({
    code: 'ERR_SECURE_ORIGIN',
    expected: 'a URL of http or https, or a path of the site',
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

function matching(pattern: RegExp, value: unknown, expected: string): string {
  if (typeof value === 'string' && pattern.test(value)) return value
  throw new SecureHeadersError({
    code: typeof value === 'string' ? 'ERR_SECURE_CHARACTERS' : 'ERR_SECURE_TYPE',
    expected,
    received: value,
  })
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

/** Tokens and keywords are compared without their case. */
function keywordOf(value: unknown, known: readonly string[], expected: string): string {
  const found = typeof value === 'string' ? known.find((one) => one === value.toLowerCase()) : undefined
  if (found !== undefined) return found
  const quoted = typeof value === 'string' ? `'${value.toLowerCase()}'` : ''
  if (known.includes(quoted)) throw unquoted(value, expected, quoted)
  const fix = typeof value === 'string' ? didYouMean(value, known) : undefined
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
