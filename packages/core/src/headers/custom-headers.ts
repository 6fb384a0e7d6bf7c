import { plainObject } from '../check-shapes.js'
import { fieldValue, oneName } from '../check-values.js'
import { SecureHeadersError, within } from '../errors.js'
import { policyHeaderName } from '../header-name.js'
import type { InstanceOf } from '../instance-of.js'
import { type Field, Header, type HeaderDefinition } from './header.js'
import { NONCE } from './source-expression.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * Any other header, by name: `{ 'X-Robots-Tag': 'noindex' }`; `false` removes one that the outer policy's `custom` sends. A header
     * that has an option of its own is refused while that option is on.
     */
    custom?: false | null | InstanceOf<CustomHeaders> | Readonly<Record<string, string | false | null | undefined>> | undefined
  }
}

/** Field values by name; `false` for what the policy around must not send. */
type Named = Readonly<Record<string, string | false>>

/**
 * Send headers that have no builder: `new CustomHeaders({ 'X-Robots-Tag': 'noindex' })`.
 *
 * Throws for an invalid name or value, and for headers that frame a message.
 */
export class CustomHeaders extends Header {
  static readonly definition = {
    option: 'custom',
    header: '',
    onByDefault: false,
  } as const satisfies HeaderDefinition

  readonly #headers: Named

  constructor(headers: Readonly<Record<string, string | false | null | undefined>> = {}) {
    super()
    this.#headers = check(headers)
    Object.freeze(this)
  }

  /** A builder made from an option's plain data. */
  static from(data: unknown): CustomHeaders {
    return new CustomHeaders(data as Record<string, string>)
  }

  /** Adds or replaces one header. */
  set(name: string, value: string): CustomHeaders {
    return within('set', () => {
      const others = this.#without(policyHeaderName(name))
      return new CustomHeaders({ ...others, [name]: within(name, () => fieldValue(value)) })
    })
  }

  /** Drops one header. */
  remove(name: string, ...more: []): CustomHeaders {
    oneName(more)
    return within('remove', () => new CustomHeaders(this.#without(policyHeaderName(name))))
  }

  override fields(): readonly Field[] {
    return Object.entries(this.#headers).flatMap(([name, value]) => (value === false ? [] : [{ name, value }]))
  }

  override toJSON(): Readonly<Record<string, string | false>> {
    return this.#headers
  }

  override inherited(): this {
    return this
  }

  #without(name: string): Named {
    return Object.fromEntries(Object.entries(this.#headers).filter(([other]) => other.toLowerCase() !== name.toLowerCase()))
  }
}

function check(headers: unknown): Named {
  const checked: [name: string, value: string | false][] = []
  const seen = new Set<string>()
  for (const [name, value] of plainObject(headers, 'an object of header names and values')) {
    const lower = within(name, () => policyHeaderName(name)).toLowerCase()
    if (seen.has(lower))
      throw new SecureHeadersError({ code: 'ERR_SECURE_DUPLICATE', path: name, expected: 'each header once', received: name })
    seen.add(lower)
    checked.push([name, value === false || value === null ? false : within(name, () => withoutNonce(fieldValue(value)))])
  }
  return Object.freeze(Object.fromEntries(checked))
}

/** Nonces are put into the headers of the option csp only; here the placeholder would be sent as it is. */
function withoutNonce(value: string): string {
  if (!value.includes(NONCE)) return value
  throw new SecureHeadersError({
    code: 'ERR_SECURE_NONCE',
    expected: 'a header that is the same on every response',
    received: value,
    fix: 'Use the option csp: it puts a nonce there.',
  })
}
