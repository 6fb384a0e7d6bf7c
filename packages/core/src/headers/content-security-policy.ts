import { type Kebab, kebab } from '../case.js'
import { customEntries, INTO_SET, once, plainObject } from '../check-shapes.js'
import {
  boolean,
  fieldValue,
  filledIn,
  isReportOnly,
  matching,
  notInList,
  ONE_OBJECT,
  oneName,
  oneObject,
} from '../check-values.js'
import { SecureHeadersError, within } from '../errors.js'
import type { SeveralOption } from '../options.js'
import { refuseUnprintable } from '../refuse-unprintable.js'
import {
  DIRECTIVE_KINDS,
  type DirectiveArguments,
  type DirectiveName,
  type Directives,
  type DirectiveValues,
  directives,
  type PlainValues,
  type Policy,
  spaceAfter,
} from './csp-directives.js'
import { merge, unite } from './csp-merge.js'
import { checkDirective, kindOf } from './csp-values.js'
import { deriveMethods } from './derived-methods.js'
import { Checked, type Field, Header, type HeaderDefinition, wireName } from './header.js'
import type { Reporting } from './reporting.js'
import { checkSource, NONCE, NONE, type SourceExpression, UNSAFE_INLINE } from './source-expression.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * Content-Security-Policy: what the page may load, run and be framed by. Off by default; `true` sends
     * `script-src 'self'; object-src 'self'`. An array sends several policies, each of which must allow what is loaded.
     * @see https://w3c.github.io/webappsec-csp/#csp-header
     */
    csp?: SeveralOption<ContentSecurityPolicy, ContentSecurityPolicyData | RawValue> | undefined
  }
}

/** Plain data of the `csp` option: `{ 'script-src': [SELF, NONCE] }`; `false` or `null` leaves a directive out. */
export type ContentSecurityPolicyData = {
  readonly [Name in keyof Directives as Kebab<Name>]?: DirectiveValues[Directives[Name]] | false | null | undefined
} & {
  /** Report what the policy would block, and block nothing. */
  readonly reportOnly?: boolean | null | undefined
  /** Directives this version does not know, by name. */
  readonly customDirectives?:
    | Readonly<Record<string, string | readonly string[] | false | null | undefined>>
    | false
    | null
    | undefined
}

type Methods = { readonly [Name in keyof Directives]: (...values: DirectiveArguments[Directives[Name]]) => ContentSecurityPolicy }

export interface ContentSecurityPolicy extends Methods {}

/**
 * Say what the page may load, run and be framed by: `new ContentSecurityPolicy().defaultSrc(SELF).scriptSrc(SELF, NONCE)`.
 *
 * Untouched, it writes `script-src 'self'; object-src 'self'`; the first call starts from empty, a repeated directive adds
 * sources, and a directive without sources writes `'none'`, which gives way to others: `replace` closes a directive.
 * @see https://w3c.github.io/webappsec-csp/#csp-header
 */
export class ContentSecurityPolicy extends Header {
  static readonly definition = {
    option: 'csp',
    header: 'Content-Security-Policy',
    onByDefault: false,
    default: "script-src 'self'; object-src 'self'",
    several: 'policies',
  } as const satisfies HeaderDefinition

  readonly #policy: Policy | undefined
  readonly #reportOnly: boolean

  constructor(data?: ContentSecurityPolicyData)
  /** @internal */
  constructor(data?: ContentSecurityPolicyData | Checked<readonly string[]>)
  constructor(data?: ContentSecurityPolicyData | Checked<readonly string[]>, more?: unknown) {
    super()
    oneObject(more, ONE_OBJECT)
    const { values, reportOnly } = data instanceof Checked ? data : data === undefined ? UNTOUCHED : check(data)
    this.#policy = values
    this.#reportOnly = reportOnly
    Object.freeze(this)
  }

  /** A builder made from an option's plain data or string. */
  static from(data: unknown): ContentSecurityPolicy {
    if (typeof data !== 'string') return new ContentSecurityPolicy(data as ContentSecurityPolicyData)
    const policy = parse(data)
    if (policy.size === 0) throw noDirective(data)
    return new ContentSecurityPolicy(new Checked(policy))
  }

  /** The source expression for a nonce you make yourself; `NONCE` gives every response its own. Throws unless it is base64. */
  static nonce(value: string): SourceExpression {
    return within('nonce', () => checkSource(typeof value === 'string' ? inOne(`'nonce-${value}'`, 'ERR_SECURE_NONCE') : value))
  }

  /**
   * The source expression for a script's or style's digest: `hash('sha256', '…base64…')`, or both in one string as in an
   * `integrity` attribute. Throws unless the digest has the algorithm's length.
   */
  static hash(algorithm: 'sha256' | 'sha384' | 'sha512', digest: string): SourceExpression
  static hash(integrity: `sha${256 | 384 | 512}-${string}`): SourceExpression
  static hash(...parts: string[]): SourceExpression {
    return within('hash', () => checkSource(inOne(`'${parts.join('-')}'`, 'ERR_SECURE_HASH')))
  }

  /** Report what the policy would block, and block nothing: sent as Content-Security-Policy-Report-Only. `false` enforces it. */
  reportOnly(wanted = true): ContentSecurityPolicy {
    const reportOnly = within('reportOnly', () => boolean(wanted))
    if (this.#policy !== undefined) return this.#with(this.#policy, reportOnly)
    return new ContentSecurityPolicy(reportOnly ? { reportOnly } : undefined)
  }

  /** Adds a directive that this version does not know, or any other by its name on the wire. */
  customDirective(name: string, ...values: string[]): ContentSecurityPolicy {
    return within('customDirective', () => this.#add(checkName(name), values))
  }

  /**
   * Also allows, directive by directive, what other policies' data allows, such as the fragments of `@secure/core/fragments`: `merge(stripe, googleFonts)`.
   *
   * Sources join those that are in force for their directive, even by fallback: with `default-src 'self'` alone, a font host
   * gives `font-src 'self' …`. What the policy does not restrict stays unrestricted. Scripts and styles from a host are elements,
   * so they go to `script-src-elem` and `style-src-elem` where the policy has these. An untouched builder, as an override has it
   * where there is no policy, starts from its default.
   */
  merge(...fragments: ContentSecurityPolicyData[]): ContentSecurityPolicy {
    return within('merge', () =>
      this.#with(
        fragments.reduce((policy, data, index) => merge(policy, within(`[${index}]`, () => read(data)).policy), this.#written),
      ),
    )
  }

  /** Replaces all directives: `set("default-src 'self'; img-src *")`; later calls build on it. */
  set(raw: string): ContentSecurityPolicy {
    return within('set', () => this.#with(parse(raw)))
  }

  /**
   * Replaces one of the directives that are written, by its name on the wire: `replace('frame-ancestors', NONE)`; the directive's
   * own method would add to it. An untouched builder writes its default.
   */
  replace(directive: DirectiveName | (string & Record<never, never>), ...values: string[]): ContentSecurityPolicy {
    return within('replace', () => {
      if (!this.#written.has(directive)) knownName(directive)
      return this.#with(new Map(this.#written).set(directive, checkDirective(directive, values)))
    })
  }

  /** Drops one directive, by its name on the wire; the last one cannot be dropped, because an empty policy says nothing. */
  remove(directive: DirectiveName | (string & Record<never, never>), ...more: []): ContentSecurityPolicy {
    oneName(more)
    return within('remove', () => {
      if (!this.#written.has(directive)) knownName(directive)
      return this.#with(new Map([...this.#written].filter(([name]) => name !== directive)))
    })
  }

  override fields(): readonly Field[] {
    const name = wireName(ContentSecurityPolicy.definition, this.#reportOnly)
    const value = serialize(this.#written)
    return [
      [...this.#written.values()].flat().includes(NONCE)
        ? { name, value, withoutNonce: serialize(withoutNonce(this.#written)) }
        : { name, value },
    ]
  }

  override toJSON(): PlainPolicy {
    return toData(this.#written, this.#reportOnly)
  }

  override inherited(): ContentSecurityPolicy {
    return this.#with(this.#written)
  }

  /** @internal */
  override reportingTo({ endpoint, url }: Reporting): ContentSecurityPolicy {
    const written = this.#written
    if (written.has('report-to') || written.has('report-uri')) return this
    // Browsers that know report-to ignore report-uri beside it.
    return this.#with(new Map(written).set('report-uri', [url]).set('report-to', [endpoint]))
  }

  get #written(): Policy {
    return this.#policy ?? parse(ContentSecurityPolicy.definition.default)
  }

  #add(name: string, values: readonly unknown[]): ContentSecurityPolicy {
    const added = checkDirective(name, values)
    return this.#with(
      new Map(this.#policy).set(name, kindOf(name).isSingle ? added : unite(this.#policy?.get(name) ?? [], added)),
    )
  }

  #with(policy: Policy, reportOnly = this.#reportOnly): ContentSecurityPolicy {
    if (policy.size === 0) throw noDirective([])
    for (const values of policy.values()) Object.freeze(values)
    return new ContentSecurityPolicy(new Checked(policy, reportOnly))
  }

  static {
    deriveMethods(this.prototype, Object.keys(directives), (csp, method, args) => csp.#add(kebab(method), args))
  }
}

/** {@link ContentSecurityPolicyData} in its one normal form. */
type PlainPolicy = {
  readonly [Name in keyof Directives as Kebab<Name>]?: PlainValues[Directives[Name]]
} & {
  readonly customDirectives?: { readonly [name: string]: readonly string[] }
  readonly reportOnly?: true
}

function toData(policy: Policy, reportOnly: boolean): PlainPolicy {
  const known: Record<string, true | string | readonly string[]> = {}
  const custom: Record<string, readonly string[]> = {}
  for (const [name, values] of policy) {
    if (!DIRECTIVE_KINDS.has(name)) custom[name] = values
    else known[name] = values.length === 0 && kindOf(name).standsAlone ? true : kindOf(name).isSingle ? values.join() : values
  }
  return {
    ...known,
    ...(Object.keys(custom).length > 0 && { customDirectives: custom }),
    ...(reportOnly && { reportOnly }),
  } as PlainPolicy
}

interface State {
  readonly values: Policy | undefined
  readonly reportOnly: boolean
}

const UNTOUCHED: State = { values: undefined, reportOnly: false }
/** What may stand beside the directives. */
const KEYS = ['reportOnly', 'customDirectives']

function check(data: unknown): State {
  const { policy, reportOnly } = read(data, INTO_SET)
  if (policy.size > 0) return { values: policy, reportOnly }
  if (reportOnly) return { values: undefined, reportOnly }
  throw noDirective(data)
}

/** What plain data says, be that nothing. */
function read(data: unknown, forText?: string): { readonly policy: Policy; readonly reportOnly: boolean } {
  const policy = new Map<string, readonly string[]>()
  let reportOnly = false
  for (const [key, value] of plainObject(data, 'an object of CSP directives', undefined, forText)) {
    within(key, () => {
      if (key === 'reportOnly') reportOnly = isReportOnly(value)
      else if (key === 'customDirectives') {
        for (const [name, values] of customEntries(value, 'an object of directives')) {
          within(name, () => {
            checkName(name)
            if (values !== false && values !== null) once(policy, name).set(name, checkDirective(name, toList(values)))
          })
        }
      } else if (value === false || value === null) knownName(key, KEYS)
      else
        once(policy, key).set(
          key,
          checkDirective(knownName(key, KEYS), value === true && kindOf(key).standsAlone ? [] : toList(value)),
        )
    })
  }
  return { policy, reportOnly }
}

/** A nonce or hash is no list of sources, and advice about lists does not help. */
function inOne(source: string, code: 'ERR_SECURE_NONCE' | 'ERR_SECURE_HASH'): string {
  if (!/[\s;,]/.test(filledIn(source, 'base64'))) return source
  throw new SecureHeadersError({ code, expected: 'base64', received: source, fix: "Leave out spaces, ';' and ','." })
}

function noDirective(received: unknown): SecureHeadersError {
  return new SecureHeadersError({
    code: 'ERR_SECURE_MISSING',
    expected: 'at least one directive',
    received,
    fix: 'Use true for the default policy, false to leave the header out.',
  })
}

function toList(value: unknown): readonly unknown[] {
  if (typeof value === 'string') return value.split(/[ \t]+/).filter((token) => token !== '')
  if (Array.isArray(value)) return value
  throw new SecureHeadersError({ code: 'ERR_SECURE_TYPE', expected: 'a list of strings, a string, or false', received: value })
}

function knownName(name: unknown, others: readonly string[] = []): string {
  if (DIRECTIVE_KINDS.has(name as string)) return name as string
  const advice = typeof name === 'string' ? adviceOn(name) : undefined
  const known = advice === undefined ? [...DIRECTIVE_KINDS.keys(), ...others] : []
  throw notInList('ERR_SECURE_UNKNOWN_DIRECTIVE', name, known, { expected: 'a CSP directive', fix: advice ?? instead(name) })
}

/** What is more likely than a slip in the name. */
function adviceOn(name: string): string | undefined {
  const unseparated = spaceAfter(name)
  if (unseparated !== undefined) return unseparated
  if (/^'?(?:none|off|null|undefined)'?$/.test(name)) return 'Use false to leave the header out.'
  if (name === 'directives' || name === 'useDefaults')
    return 'Put the directives directly under csp, after ...basic.csp for the defaults of helmet.'
  return /^(?:csp|hsts|xfo)$/.test(name) ? `${name} is an option of its own; of a preset, give the csp.` : undefined
}

function instead(name: unknown): string {
  if (typeof name !== 'string' || /^[\w-]+$/.test(name))
    return 'If a browser you care about knows it, write it with customDirective(), or under customDirectives in plain data.'
  return "A directive ends at ';': write its sources before that, and %3B in a path."
}

/** https://w3c.github.io/webappsec-csp/#grammardef-directive-name */
function checkName(name: unknown): string {
  return matching(/^[a-z0-9-]+$/, name, 'a directive name of lower-case letters, digits and hyphens')
}

/** https://w3c.github.io/webappsec-csp/#parse-serialized-policy */
function parse(raw: string): Policy {
  const policy = new Map<string, readonly string[]>()
  const expected = 'CSP directives'
  refuseUnprintable(raw, expected)
  const text = fieldValue(raw, expected)
  const isJson = /^[{[]/.test(text)
  if (isJson || text.includes(',')) {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_CHARACTERS',
      expected: "directives separated by ';'",
      received: raw,
      fix: isJson
        ? 'Parse it first: JSON.parse().'
        : 'A comma starts another policy: give an array of policies, or write %2C in a path.',
    })
  }
  for (const part of text.split(';')) {
    const [typed, ...values] = toList(part) as string[]
    if (typed === undefined) continue
    const name = knownName(typed.toLowerCase())
    // Text without a sink has no effect in browsers; in plain data, `true` means the only sink there is.
    if (values.length === 0 && DIRECTIVE_KINDS.get(name) === 'sinks') {
      throw new SecureHeadersError({
        code: 'ERR_SECURE_MISSING',
        path: name,
        expected: "'script'",
        received: raw,
        fix: `Write ${name} 'script'.`,
      })
    }
    // Browsers keep the first of two, but the second is more likely the one that was meant.
    if (policy.has(name)) throw new SecureHeadersError({ code: 'ERR_SECURE_DUPLICATE', expected: `${name} once`, received: raw })
    policy.set(
      name,
      within(name, () => checkDirective(name, values)),
    )
  }
  return policy
}

function serialize(policy: Policy): string {
  return [...policy].map(([name, values]) => [name, ...values].join(' ')).join('; ')
}

/** The policy for a response without a nonce. `'unsafe-inline'` goes too: without a nonce beside it, browsers would obey it. */
function withoutNonce(policy: Policy): Policy {
  return new Map(
    [...policy].map(([name, values]) => {
      if (!values.includes(NONCE)) return [name, values]
      const rest = values.filter((value) => value !== NONCE && value !== UNSAFE_INLINE)
      return [name, rest.length === 0 ? [NONE] : rest]
    }),
  )
}
