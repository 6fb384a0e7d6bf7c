import type { SeveralOption } from '../options.js'
import { type TokenData, type TokenDefinition, TokenHeader } from './token-header.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * Document-Isolation-Policy: one document is cross-origin isolated by itself, whatever page frames it; Chromium only, which
     * shows its reports to a ReportingObserver in the page, and sends none. Off by default; `true` sends
     * `isolate-and-require-corp`. An array sends a report-only policy beside the enforced one.
     * @see https://wicg.github.io/document-isolation-policy/#dip-header
     */
    documentIsolation?:
      | SeveralOption<
          DocumentIsolationPolicy,
          DocumentIsolationPolicyValue | `${DocumentIsolationPolicyValue};${string}` | TokenData<DocumentIsolationPolicyValue>
        >
      | undefined
  }
}

const VALUES = ['isolate-and-require-corp', 'isolate-and-credentialless', 'none'] as const

/** A token of Document-Isolation-Policy. */
export type DocumentIsolationPolicyValue = (typeof VALUES)[number]

/**
 * Isolate one document, without Cross-Origin-Opener-Policy and -Embedder-Policy: untouched, it writes `isolate-and-require-corp`.
 *
 * @see https://wicg.github.io/document-isolation-policy/#dip-header
 */
export class DocumentIsolationPolicy extends TokenHeader<DocumentIsolationPolicyValue> {
  static readonly definition = {
    option: 'documentIsolation',
    header: 'Document-Isolation-Policy',
    onByDefault: false,
    several: 'report-only',
    default: 'isolate-and-require-corp',
    values: VALUES,
  } as const satisfies TokenDefinition

  /** What is loaded from another origin must allow that with Cross-Origin-Resource-Policy or CORS. */
  isolateAndRequireCorp(...none: []): this {
    return this.only('isolateAndRequireCorp', none)
  }

  /** What is loaded from another origin without CORS is requested without cookies. */
  isolateAndCredentialless(...none: []): this {
    return this.only('isolateAndCredentialless', none)
  }

  /** No isolation; what browsers do without the header. */
  none(...none: []): this {
    return this.only('none', none)
  }
}
