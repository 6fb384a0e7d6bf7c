import type { INSTANCE, InstanceOf } from '../instance-of.js'
import type { Reporting } from './reporting.js'

/** JSON, as plain data of an option. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

/** One header field of a policy. */
export interface Field {
  readonly name: string
  /** The field value; where it has `NONCE`, every response gets its own. */
  readonly value: string
  /** What a response without a nonce gets instead. Present exactly when `value` has `NONCE` in it. */
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
  /** What an array means on the web platform: policies that all apply, or a report-only policy beside the enforced one. */
  readonly several?: 'policies' | 'report-only'
  /** Why the header may stand in overrides only: the end of the message "… on every response would …". */
  readonly overrideOnly?: string
}

/** The end of a header's name where its policy only reports. */
export const REPORT_ONLY = '-Report-Only'

/** A header's name on the wire. */
export function wireName({ header }: HeaderDefinition, reportOnly?: boolean | null): string {
  return reportOnly ? header + REPORT_ONLY : header
}

/** A header's names on the wire, the enforced form first. */
export function wireNames(definition: HeaderDefinition): readonly string[] {
  return [wireName(definition), wireName(definition, true)]
}

/** The definition of the builder's class, for a base class that several headers share. */
export function definitionOf<Definition extends HeaderDefinition>(builder: Header): Definition {
  return (builder.constructor as unknown as { readonly definition: Definition }).definition
}

/** Marks every builder. A spread copies the mark and nothing that is private. */
export const BUILDER = Symbol.for('@secure/core/builder')

export interface Header extends InstanceOf<unknown> {}

/** A builder: immutable, each method returns a new one. */
export abstract class Header {
  /** In the types only. */
  declare protected readonly [INSTANCE]: this
  /** @internal */
  protected readonly [BUILDER] = true
  /** The header fields, in the order of the wire. */
  abstract fields(): readonly Field[]
  /** The same header as plain data, ready for `JSON.stringify` and for an option. */
  abstract toJSON(): Json
  /** A builder with its default written out, so that the next method call adds to it. */
  abstract inherited(): Header
  /**
   * A builder that sends its reports to the endpoint, unless it names one already.
   * @internal
   */
  reportingTo(_reporting: Reporting): Header {
    return this
  }
  /**
   * The group that `report-to` names when it is given this builder.
   * @internal
   */
  group?(): string
  /** The field value. */
  toString(): string {
    return this.fields()[0]?.value ?? ''
  }
}

/**
 * Values that are checked already, by name and in their order, which plain data would lose.
 * @internal
 */
export class Checked<Value> {
  readonly values: ReadonlyMap<string, Value>

  constructor(
    values: Iterable<readonly [name: string, value: Value]>,
    readonly reportOnly = false,
    readonly reportTo?: string,
  ) {
    // The engine keeps one copy of an object's key; names cut from a text would be a copy for each of thousands of routes.
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
  /** Makes a builder from plain data or a raw string; throws `SecureHeadersError`. */
  from(data: unknown): Header
  /** The builder that `reporting` adds where the option is not set; `sent` returns the first builder of another option. */
  implied?(reporting: Reporting, sent: Sent): Header | undefined
  /** Throws where `implied` should add a builder and cannot. */
  checkImplied?(reporting: Reporting, sent: Sent): void
}

/** Whether `reporting` adds the header where its option is not set. */
export function isImplied(header: HeaderClass): header is HeaderClass & Required<Pick<HeaderClass, 'implied'>> {
  return Object.hasOwn(header, 'implied')
}
