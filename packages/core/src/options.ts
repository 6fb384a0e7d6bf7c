import type { ReportingData } from './headers/reporting.js'
import type { InstanceOf } from './instance-of.js'

/**
 * The five forms of an option: `true` (the default), `false` or `null` (not sent), a builder, plain data, or the
 * raw value as a string.
 */
export type Option<Builder, Data> = boolean | null | InstanceOf<Builder> | Data

/**
 * {@link Option} of a header with a report-only form: an array sends several policies, or a report-only one
 * beside the enforced one.
 */
export type SeveralOption<Builder, Data> = Option<Builder, Data> | readonly (InstanceOf<Builder> | Data)[]

/** A field value as text. */
export type RawValue = string

/** What `new Secure()` and every adapter take: one key per header, each in any of five forms. */
export interface SecureOptions {
  /** Headers to strip from the response, whoever set them. By default `['X-Powered-By']`, which a list of your own replaces. */
  remove?: readonly string[] | false | null | undefined
  /**
   * Where all reports go, an https URL or a path: Reporting-Endpoints names it, and every policy that can report sends its
   * reports there, unless it names a place itself; with `nel`, Report-To is sent too.
   * @see https://w3c.github.io/reporting/
   */
  reporting?: string | ReportingData | false | null | undefined
  /**
   * `'defer'`, the default: a header that the handler set wins. `'enforce'`: the policy wins over whatever the
   * handler or an upstream set.
   */
  mode?: 'defer' | 'enforce' | undefined
}

/** What is welcome on some responses and does harm on every one. */
// biome-ignore lint/suspicious/noEmptyInterface: header files add to it.
export interface OverrideOnlyOptions {}

/**
 * What `override()` and `with()` take: the options of a policy, where an option may also be a function of the builder in force.
 */
export interface OverrideOptions extends OverrideOfAny, OverrideOfSome {}

// Two aliases for one interface: an intersection, or one mapped type of both, is too complex for a generic function that picks a key.
type OverrideOfAny = Extensible<{
  [Key in keyof SecureOptions as Key extends keyof OverrideOnlyOptions ? never : Key]: SecureOptions[Key]
}>
type OverrideOfSome = Extensible<OverrideOnlyOptions>

type Extensible<Options> = { [Key in keyof Options]?: Options[Key] | Extension<Options[Key]> | undefined }

type Extension<Value> = [BuilderIn<Value>] extends [never] ? never : (inherited: BuilderIn<Value>) => NonNullable<Value> | null

type BuilderIn<Value> = Value extends InstanceOf<infer Builder> ? Builder : never
