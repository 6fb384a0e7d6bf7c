import type { Option } from '../options.js'
import { type ValueDefinition, ValueHeader } from './value-header.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * X-Content-Type-Options: browsers must believe the Content-Type. On by default: `nosniff`.
     * @see https://fetch.spec.whatwg.org/#x-content-type-options-header
     */
    content?: Option<XContentTypeOptions, Value> | undefined
  }
}

const VALUES = ['nosniff', 'none'] as const
type Value = (typeof VALUES)[number]

/**
 * Make browsers believe the Content-Type instead of guessing one: untouched, it writes `nosniff`, the only value with a meaning.
 *
 * @see https://fetch.spec.whatwg.org/#x-content-type-options-header
 */
export class XContentTypeOptions extends ValueHeader<Value> {
  static readonly definition = {
    option: 'content',
    header: 'X-Content-Type-Options',
    onByDefault: true,
    knownAs: ['noSniff', 'xcto'],
    default: 'nosniff',
    values: VALUES,
  } as const satisfies ValueDefinition

  /** Browsers must believe the Content-Type. */
  nosniff(...none: []): XContentTypeOptions {
    return this.only('nosniff', none)
  }
}
