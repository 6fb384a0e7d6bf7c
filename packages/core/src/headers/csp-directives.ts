import { type Kebab, kebab } from '../case.js'
import type { ReportTo } from './report-to.js'
import type { AncestorSource, SourceExpression } from './source-expression.js'

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
   * @deprecated Beside report-to, only browsers without that read it: Firefox before 149, Safari before 16.4.
   */
  reportUri: 'uris',
  /** Whether WebRTC is allowed; shipped nowhere yet. */
  webrtc: 'webrtc',
  /** Script sinks take Trusted Types only. */
  requireTrustedTypesFor: 'sinks',
  /** Which Trusted Types policies may be created. */
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
   * @deprecated Never stable; Firefox goes by default-src, Chromium by whichever directive allows most.
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
   * How much of the URL other sites are told.
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
   * The default, in CSP before its first version.
   * @deprecated Use `defaultSrc`.
   */
  allow: 'sources',
  /**
   * Inline scripts and `eval`, in CSP before its first version.
   * @deprecated Use `scriptSrc`.
   */
  options: 'tokens',
  /**
   * A policy at another URL, in CSP before its first version.
   * @deprecated Removed from browsers.
   */
  policyUri: 'uris',
  /**
   * XMLHttpRequest, in CSP before its first version.
   * @deprecated Use `connectSrc`.
   */
  xhrSrc: 'sources',
} as const

export type Directives = typeof directives
/** How a directive's value is written. */
export type Kind = Directives[keyof Directives]

export const SANDBOX_TOKENS = [
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

/** A token of the `sandbox` directive: https://html.spec.whatwg.org/multipage/browsers.html#sandboxing */
export type SandboxToken = (typeof SANDBOX_TOKENS)[number]

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
  nothing: true | readonly never[]
  tokens: string | readonly string[]
}

/** {@link DirectiveValues} in their one normal form. */
export interface PlainValues {
  sources: readonly string[]
  ancestors: readonly string[]
  sandbox: true | readonly SandboxToken[]
  group: string
  uris: readonly string[]
  webrtc: "'allow'" | "'block'"
  sinks: readonly "'script'"[]
  policies: true | readonly string[]
  nothing: true
  tokens: readonly string[]
}

/** The kind of value by the directive's name on the wire. */
export const DIRECTIVE_KINDS: ReadonlyMap<string, Kind> = new Map(
  Object.entries(directives).map(([method, kind]) => [kebab(method), kind]),
)

/** Directives by their names on the wire, each with its tokens. */
export type Policy = ReadonlyMap<string, readonly string[]>

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

/** What to do about the name of a directive that runs into its first source. */
export function spaceAfter(name: string): string | undefined {
  const [, directive = '', sign = ''] = /^[^\w-]*([a-z-]+)(['"=:])/.exec(name) ?? []
  if (!DIRECTIVE_KINDS.has(directive)) return undefined
  return `Write a space ${/[=:]/.test(sign) ? `in place of the ${sign} ` : ''}after ${directive}.`
}
