import type { Option } from '../options.js'
import { type ValueDefinition, ValueHeader } from './value-header.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * X-Download-Options: Internet Explorer 8 to 11 do not open downloads in the site's own context; no other browser reads it.
     * Off by default; `true` sends `noopen`.
     * @see https://learn.microsoft.com/previous-versions/windows/internet-explorer/ie-developer/compatibility/jj542450(v=vs.85)
     */
    download?: Option<XDownloadOptions, Value> | undefined
  }
}

const VALUES = ['noopen'] as const
type Value = (typeof VALUES)[number]

/**
 * Keep Internet Explorer 8 to 11 from opening downloads in the site's context; no other browser reads it: untouched, it writes
 * `noopen`.
 *
 * @see https://learn.microsoft.com/previous-versions/windows/internet-explorer/ie-developer/compatibility/jj542450(v=vs.85)
 */
export class XDownloadOptions extends ValueHeader<Value> {
  static readonly definition = {
    option: 'download',
    header: 'X-Download-Options',
    onByDefault: false,
    knownAs: ['ieNoOpen'],
    default: 'noopen',
    values: VALUES,
  } as const satisfies ValueDefinition

  /** Downloads are saved first. */
  noopen(...none: []): XDownloadOptions {
    return this.only('noopen', none)
  }
}
