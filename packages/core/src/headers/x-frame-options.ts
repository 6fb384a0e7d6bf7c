import type { Option } from '../options.js'
import { type ValueDefinition, ValueHeader } from './value-header.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * X-Frame-Options: who may frame the page, for browsers without CSP `frame-ancestors`. On by default: `SAMEORIGIN`.
     * @see https://html.spec.whatwg.org/multipage/speculative-loading.html#the-x-frame-options-header
     */
    xfo?: Option<XFrameOptions, (typeof VALUES)[number] | `ALLOW-FROM ${string}`> | undefined
  }
}

const VALUES = ['DENY', 'SAMEORIGIN'] as const

/**
 * Stop other sites from framing the page: `new XFrameOptions().deny()`; untouched, it writes `SAMEORIGIN`.
 *
 * Ignored by browsers when an enforced CSP has `frame-ancestors`.
 * @see https://html.spec.whatwg.org/multipage/speculative-loading.html#the-x-frame-options-header
 */
export class XFrameOptions extends ValueHeader<(typeof VALUES)[number] | `ALLOW-FROM ${string}`> {
  static readonly definition = {
    option: 'xfo',
    header: 'X-Frame-Options',
    onByDefault: true,
    knownAs: ['frameguard'],
    default: 'SAMEORIGIN',
    values: VALUES,
    // RFC 7034 had it; no current browser does, so it protects nothing. Kept for policies that carry it along.
    pattern: /^ALLOW-FROM [^\s,;]+$/i,
  } as const satisfies ValueDefinition

  /** No page may frame this one. */
  deny(...none: []): XFrameOptions {
    return this.only('deny', none)
  }

  /** Only pages of the same origin may frame this one. */
  sameorigin(...none: []): XFrameOptions {
    return this.only('sameorigin', none)
  }
}
