import type { INSTANCE, InstanceOf } from '../instance-of.js'
import type { Reporting } from './reporting.js'

/** JSON, as plain data of an option. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

/** One header field of a policy. */
export interface Field {
  readonly name: string
  /** The field value; where it has `NONCE`, every response gets its own. */
  readonly value: string
  /** What a response without a nonce gets instead. There exactly when `value` has `NONCE` in it. */
  readonly withoutNonce?: string
  /** Withheld from responses that are not sent over TLS. */
  readonly secureOnly?: boolean
  /** Sent only when this other field of the same policy is. */
  readonly follows?: string
}

/** What every header file says about its header, in one place. */
export interface HeaderDefinition {
  /** The short key in the options. */
  readonly option: string
  /** The name on the wire. */
  readonly header: string
  /** Whether `new Secure()` sends it. */
  readonly onByDefault: boolean
  /** The field value of an untouched builder; without one, `true` is a mistake. */
  readonly default?: string
  /** What other libraries call the option. */
  readonly knownAs?: readonly string[]
  /** What an array means on the web platform: policies that all hold, or a report-only policy beside the enforced one. */
  readonly several?: 'policies' | 'report-only'
  /** Why the header may stand in overrides only, and where it goes: the end of "… on every response would …". */
  readonly overrideOnly?: string
}

/** What follows the name of a header whose policy is only watched. */
export const REPORT_ONLY = '-Report-Only'

export interface Header extends InstanceOf<unknown> {}

/** A builder: immutable, each method returns a new one. */
export abstract class Header {
  /** In the types only. */
  declare protected readonly [INSTANCE]: this
  /** The header fields, in the order of the wire. */
  abstract fields(): readonly Field[]
  /** The same header as plain data, ready for `JSON.stringify` and for an option. */
  abstract toJSON(): Json
  /** A builder whose next method call extends what this one writes: the default counts as written. */
  abstract inherited(): this
  /**
   * A builder that sends its reports to the endpoint, unless it already sends them somewhere.
   * @internal
   */
  reportingTo(_reporting: Reporting): Header {
    return this
  }
  /** The field value. */
  toString(): string {
    return this.fields()[0]?.value ?? ''
  }
}

/**
 * What a builder has checked already, by name and in its order, which plain data would lose.
 * @internal
 */
export class Checked<Value> {
  readonly values: ReadonlyMap<string, Value>

  constructor(
    values: Iterable<readonly [name: string, value: Value]>,
    readonly reportOnly = false,
    readonly reportTo?: string,
  ) {
    // The engine has one copy of each key of objects; of names cut from a text, thousands of routes would keep one each.
    this.values = new Map(Object.entries(Object.fromEntries(values)))
  }
}

/** The builder that an option sends, if any. */
export type Sent = (option: string) => Header | undefined

/** A header's class, as `Secure` finds it. */
export interface HeaderClass {
  /** An untouched builder. */
  new (): Header
  readonly definition: HeaderDefinition
  /** Makes a builder of plain data or of a raw string; throws `SecureHeadersError`. */
  from(data: unknown): Header
  /** The builder that `reporting` brings along where the option is left open; `sent` is the first of another option. */
  implied?(reporting: Reporting, sent: Sent): Header | undefined
  /** Throws where it should bring one along and cannot. */
  checkImplied?(reporting: Reporting, sent: Sent): void
  prototype: Header
}
