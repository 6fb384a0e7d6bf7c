import type { SeveralOption } from '../options.js'
import { type TokenData, type TokenDefinition, TokenHeader } from './token-header.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * Cross-Origin-Opener-Policy: pages of other origins lose their reference to this window. Off by default; `true` sends
     * `same-origin`. An array sends a report-only policy beside the enforced one.
     * @see https://html.spec.whatwg.org/multipage/browsers.html#the-coop-headers
     */
    coop?:
      | SeveralOption<
          CrossOriginOpenerPolicy,
          CrossOriginOpenerPolicyValue | `${CrossOriginOpenerPolicyValue};${string}` | TokenData<CrossOriginOpenerPolicyValue>
        >
      | undefined
  }
}

const VALUES = ['same-origin', 'same-origin-allow-popups', 'noopener-allow-popups', 'unsafe-none'] as const

/** A token of Cross-Origin-Opener-Policy. */
export type CrossOriginOpenerPolicyValue = (typeof VALUES)[number]

/**
 * Keep pages of other origins from holding a reference to this window: untouched, it writes `same-origin`.
 *
 * @see https://html.spec.whatwg.org/multipage/browsers.html#the-coop-headers
 */
export class CrossOriginOpenerPolicy extends TokenHeader<CrossOriginOpenerPolicyValue> {
  static readonly definition = {
    option: 'coop',
    header: 'Cross-Origin-Opener-Policy',
    onByDefault: false,
    several: 'report-only',
    default: 'same-origin',
    values: VALUES,
  } as const satisfies TokenDefinition

  /** Only pages of this origin with the same policy share a window group. */
  sameOrigin(...none: []): this {
    return this.only('sameOrigin', none)
  }

  /** The same, but windows that this page opens may stay attached to it: sign-in and payment pop-ups. */
  sameOriginAllowPopups(...none: []): this {
    return this.only('sameOriginAllowPopups', none)
  }

  /**
   * The page that opened this one loses its reference to it, even on the same origin; pop-ups of this page stay attached. Not in
   * Firefox, where it is the same as no header.
   */
  noopenerAllowPopups(...none: []): this {
    return this.only('noopenerAllowPopups', none)
  }

  /** No protection; what browsers do without the header. */
  unsafeNone(...none: []): this {
    return this.only('unsafeNone', none)
  }
}
