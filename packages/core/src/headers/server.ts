import { filledIn } from '../check-values.js'
import type { Option } from '../options.js'
import { type ValueDefinition, ValueHeader } from './value-header.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * Server: which software answers. Off by default; `true` sends the literal `NULL`. To hide the header, use
     * `remove: ['Server', 'X-Powered-By']`.
     * @see https://httpwg.org/specs/rfc9110.html#field.server
     */
    server?: Option<Server, string> | undefined
  }
}

/**
 * Name the server in your own words: `new Server().set('nginx')`; untouched, it writes `NULL`.
 *
 * @see https://httpwg.org/specs/rfc9110.html#field.server
 */
export class Server extends ValueHeader {
  static readonly definition = {
    option: 'server',
    header: 'Server',
    onByDefault: false,
    default: 'NULL',
  } as const satisfies ValueDefinition

  constructor(value?: string) {
    super(filledIn(value, 'a value for Server'))
  }

  /** In the types only: without it, every builder of one value would do as this one. */
  declare protected readonly of: 'Server'
}
