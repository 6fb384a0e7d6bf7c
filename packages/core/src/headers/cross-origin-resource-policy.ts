import type { Option } from '../options.js'
import { type ValueDefinition, ValueHeader } from './value-header.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * Cross-Origin-Resource-Policy: who may load the response as an image, script or other subresource. Off by default;
     * `true` sends `same-origin`.
     * @see https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header
     */
    corp?: Option<CrossOriginResourcePolicy, Value> | undefined
  }
}

const VALUES = ['same-origin', 'same-site', 'cross-origin'] as const
type Value = (typeof VALUES)[number]

/**
 * Say who may load the response as an image, script or other subresource: untouched, it writes `same-origin`.
 *
 * @see https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header
 */
export class CrossOriginResourcePolicy extends ValueHeader<Value> {
  static readonly definition = {
    option: 'corp',
    header: 'Cross-Origin-Resource-Policy',
    onByDefault: false,
    default: 'same-origin',
    values: VALUES,
  } as const satisfies ValueDefinition

  /** Pages of this origin only. */
  sameOrigin(...none: []): CrossOriginResourcePolicy {
    return this.only('sameOrigin', none, 'same-origin')
  }

  /** Pages of this site, subdomains included. */
  sameSite(...none: []): CrossOriginResourcePolicy {
    return this.only('sameSite', none, 'same-site')
  }

  /** Pages of every site: for files that are made to be embedded. */
  crossOrigin(...none: []): CrossOriginResourcePolicy {
    return this.only('crossOrigin', none, 'cross-origin')
  }
}
