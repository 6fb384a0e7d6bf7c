import type { Option } from '../options.js'
import { type ValueDefinition, ValueHeader } from './value-header.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * X-DNS-Prefetch-Control: whether browsers look up the host names of links before a click. Off by
     * default; `true` sends `off`.
     * @see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/X-DNS-Prefetch-Control
     */
    dnsPrefetch?: Option<XDnsPrefetchControl, Value> | undefined
  }
}

const VALUES = ['off', 'on'] as const
type Value = (typeof VALUES)[number]

/**
 * Say whether browsers look up the host names of links before a click: untouched, it writes `off`.
 *
 * @see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/X-DNS-Prefetch-Control
 */
export class XDnsPrefetchControl extends ValueHeader<Value> {
  static readonly definition = {
    option: 'dnsPrefetch',
    header: 'X-DNS-Prefetch-Control',
    onByDefault: false,
    knownAs: ['dnsPrefetchControl', 'xdfc'],
    default: 'off',
    values: VALUES,
  } as const satisfies ValueDefinition

  /** No look-ups in advance: which links a page has stays private. */
  off(...none: []): XDnsPrefetchControl {
    return this.only('off', none)
  }

  /** Look-ups in advance, even on https pages. */
  on(...none: []): XDnsPrefetchControl {
    return this.only('on', none)
  }
}
