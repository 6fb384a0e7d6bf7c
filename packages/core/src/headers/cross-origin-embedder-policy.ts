import type { SeveralOption } from '../options.js'
import { type TokenData, type TokenDefinition, TokenHeader } from './token-header.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * Cross-Origin-Embedder-Policy: what comes from other origins loads only if it allows that. Off by default; `true` sends
     * `require-corp`, which breaks third-party images, scripts and frames without CORP or CORS. An array sends a report-only
     * policy beside the enforced one.
     * @see https://html.spec.whatwg.org/multipage/browsers.html#coep
     */
    coep?:
      | SeveralOption<
          CrossOriginEmbedderPolicy,
          | CrossOriginEmbedderPolicyValue
          | `${CrossOriginEmbedderPolicyValue};${string}`
          | TokenData<CrossOriginEmbedderPolicyValue>
        >
      | undefined
  }
}

const VALUES = ['require-corp', 'credentialless', 'unsafe-none'] as const

/** A token of Cross-Origin-Embedder-Policy. */
export type CrossOriginEmbedderPolicyValue = (typeof VALUES)[number]

/**
 * Load what comes from other origins only if it allows that: untouched, it writes `require-corp`.
 *
 * @see https://html.spec.whatwg.org/multipage/browsers.html#coep
 */
export class CrossOriginEmbedderPolicy extends TokenHeader<CrossOriginEmbedderPolicyValue> {
  static readonly definition = {
    option: 'coep',
    header: 'Cross-Origin-Embedder-Policy',
    onByDefault: false,
    several: 'report-only',
    default: 'require-corp',
    values: VALUES,
  } as const satisfies TokenDefinition

  /** What is loaded from another origin must allow that with Cross-Origin-Resource-Policy or CORS. */
  requireCorp(...none: []): this {
    return this.only('requireCorp', none)
  }

  /** What is loaded from another origin without CORS is requested without cookies; not in Safari. */
  credentialless(...none: []): this {
    return this.only('credentialless', none)
  }

  /** No restriction; what browsers do without the header. */
  unsafeNone(...none: []): this {
    return this.only('unsafeNone', none)
  }
}
