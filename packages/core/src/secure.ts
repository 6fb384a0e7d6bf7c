import { oneObject } from './check-values.js'
import { Decisions } from './decisions.js'
import { SecureHeadersError } from './errors.js'
import { HEADER_CLASSES } from './header-classes.js'
import type { Json } from './headers/header.js'
import { Reporting } from './headers/reporting.js'
import type { InstanceOf } from './instance-of.js'
import { fieldValueOf, isSent, linesOf, WITH_NONCE, WITHOUT_NONCE } from './line.js'
import { merge } from './merge.js'
import type { OverrideOptions, SecureOptions } from './options.js'
import { checkReporting } from './reading/check-reporting.js'
import { readOption } from './reading/read-option.js'
import { readOptions, readOverride } from './reading/read-options.js'
import { POLICY } from './reading/refuse-policies.js'

const NONCE_VALUE = /^[A-Za-z0-9+/_-]{22,}={0,2}$/

/** What a policy decided, to be compiled and layered. */
export let decisionsOf: (policy: Secure) => Decisions

export interface Secure extends InstanceOf<Secure> {}

/**
 * One policy of security headers, immutable: `new Secure({ xfo: 'DENY', hsts: false })`.
 *
 * Without options it sends the documented defaults. Everything is checked here; throws `SecureHeadersError`.
 */
export class Secure {
  readonly #decisions: Decisions

  constructor(options?: SecureOptions | InstanceOf<Secure>)
  /** @internal */
  constructor(options?: SecureOptions | InstanceOf<Secure> | Decisions)
  constructor(options: SecureOptions | InstanceOf<Secure> | Decisions = {}, more?: unknown) {
    this.#decisions =
      options instanceof Decisions ? options : withDefaults(options instanceof Secure ? options.#decisions : readOptions(options))
    oneObject(more)
    Object.freeze(Object.assign(this, { [POLICY]: true }))
  }

  /**
   * The policy with some options replaced; a function gets the builder that is in force:
   * `with({ csp: (csp) => csp.imgSrc('*') })`. Throws `SecureHeadersError`.
   */
  with(options: OverrideOptions, ...more: []): Secure {
    const decisions = merge(this.#decisions, readOverride(options, this.#decisions))
    oneObject(...more)
    checkReporting(decisions)
    return new Secure(decisions)
  }

  /**
   * The headers by name, for any server that has no adapter.
   *
   * Give a nonce of at least 128 bits (22 characters of base64) for a page that uses one; without it, you get the form of the
   * policy that needs none. Throws `SecureHeadersError` for a shorter one.
   */
  headers(nonce?: string): Record<string, string> {
    return Object.fromEntries(this.entries(nonce))
  }

  /** The headers as pairs of name and value, in the order of the wire; the nonce is as for {@link Secure.headers}. */
  entries(nonce?: string): [name: string, value: string][] {
    if (nonce !== undefined && !(typeof nonce === 'string' && NONCE_VALUE.test(nonce))) {
      throw new SecureHeadersError({
        code: 'ERR_SECURE_NONCE',
        path: 'nonce',
        expected: 'at least 22 characters of base64',
        received: nonce,
        fix: 'createNonce() makes one.',
      })
    }
    const form = nonce === undefined ? WITHOUT_NONCE : WITH_NONCE
    const lines = linesOf(this.#decisions.fields).filter((line) => isSent(line, form, false))
    return lines.map((line) => [line.name, fieldValueOf(line, form, nonce ?? '')])
  }

  /** The headers as they stand in a response, one per line. */
  toString(): string {
    return this.entries()
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n')
  }

  /**
   * The whole policy as plain data: `new Secure(JSON.parse(JSON.stringify(policy)))` means the same, except that names unknown to
   * this version come after the others. This does not hold for a policy with Clear-Site-Data, which only an override takes.
   */
  toJSON(): { readonly [option: string]: Json } {
    const { headers, settings, removals } = this.#decisions
    const data: Record<string, Json> = {}
    for (const { definition } of HEADER_CLASSES) {
      const decided = headers[definition.option]
      if (decided === undefined) continue
      const [first, ...more] = decided.builders.map((builder) => builder.toJSON())
      data[definition.option] = first === undefined ? false : more.length === 0 ? first : [first, ...more]
    }
    for (const [key, setting] of Object.entries(settings)) data[key] = setting instanceof Reporting ? setting.toJSON() : setting
    // A name that is sent all the same is left out: beside the option that sends it, it would be refused.
    if (settings.remove !== undefined) data.remove = settings.remove.filter((name) => removals.includes(name.toLowerCase()))
    return data
  }

  static {
    decisionsOf = (policy) => policy.#decisions
  }
}

function withDefaults({ headers, settings }: Decisions): Decisions {
  const all = new Map(Object.entries(headers))
  for (const header of HEADER_CLASSES) {
    const { option, onByDefault } = header.definition
    if (onByDefault && !all.has(option)) all.set(option, { builders: readOption(header, true), by: 'default' })
  }
  return new Decisions(all, settings)
}
