import { bare } from '../bare.js'
import { list, record } from '../check-shapes.js'
import { boolean, endpointName, fieldValue, isReportOnly, notInList, oneName, oneOf } from '../check-values.js'
import { SecureHeadersError, within } from '../errors.js'
import type { SeveralOption } from '../options.js'
import { refuseUnprintable } from '../refuse-unprintable.js'
import { type InnerList, type Item, parseList, parseParameters, serializeString } from '../structured-field.js'
import { type Field, Header, type HeaderDefinition, wireName } from './header.js'
import type { Reporting } from './reporting.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * Connection-Allowlist: one list for every connection of the page, navigation and WebRTC included; Chromium 152 and later.
     * Off by default; `true` sends `(response-origin)`. An array sends a report-only policy beside the enforced one.
     * @see https://w3c.github.io/connection-allowlists/#http-headerdef-connection-allowlist
     */
    connectionAllowlist?: SeveralOption<ConnectionAllowlist, ConnectionAllowlistData | RawValue> | undefined
  }
}

/** The page's own origin, or a URL pattern such as `https://*.cdn.example`. */
export type ConnectionPattern = 'response-origin' | `${string}:${string}`

/** Plain data of the `connectionAllowlist` option. */
export interface ConnectionAllowlistData {
  /** Where the page may connect to; `['response-origin']` when left out, nowhere when empty. */
  readonly allowlist?: readonly ConnectionPattern[] | undefined
  /** Whether a redirect may lead elsewhere; `block` when left out. */
  readonly redirects?: 'allow' | 'block' | undefined
  /** Whether WebRTC may connect; `block` when left out. */
  readonly webrtc?: 'allow' | 'block' | undefined
  /** The endpoint of Reporting-Endpoints that gets the reports. */
  readonly reportTo?: string | undefined
  /** Report what the policy would block, and block nothing. */
  readonly reportOnly?: boolean | null | undefined
}

/**
 * List every place that the page may connect to: `new ConnectionAllowlist().allow('response-origin', 'https://cdn.example')`.
 *
 * Untouched, it writes `(response-origin)`; the first `allow` starts from empty. Throws for what is neither `response-origin` nor a URL
 * pattern with a scheme.
 * @see https://w3c.github.io/connection-allowlists/#http-headerdef-connection-allowlist
 */
export class ConnectionAllowlist extends Header {
  static readonly definition = {
    option: 'connectionAllowlist',
    header: 'Connection-Allowlist',
    onByDefault: false,
    several: 'report-only',
    default: '(response-origin)',
  } as const satisfies HeaderDefinition

  readonly #data: ConnectionAllowlistData

  constructor(data: ConnectionAllowlistData = {}) {
    super()
    this.#data = check(data)
    Object.freeze(this)
  }

  /** A builder made from an option's plain data or string. */
  static from(data: unknown): ConnectionAllowlist {
    return new ConnectionAllowlist(typeof data === 'string' ? parse(data) : (data as ConnectionAllowlistData))
  }

  /** Adds places; without arguments, the page may connect nowhere. */
  allow(...patterns: ConnectionPattern[]): ConnectionAllowlist {
    const added = within('allow', () => checkAll(patterns))
    return this.#with({ allowlist: [...(this.#data.allowlist ?? []), ...added] })
  }

  /** Whether a redirect may lead elsewhere. */
  redirects(value: 'allow' | 'block'): ConnectionAllowlist {
    return this.#with({ redirects: within('redirects', () => allowOrBlock(value)) })
  }

  /** Whether WebRTC may connect. */
  webrtc(value: 'allow' | 'block'): ConnectionAllowlist {
    return this.#with({ webrtc: within('webrtc', () => allowOrBlock(value)) })
  }

  /** Names the endpoint of Reporting-Endpoints that gets the reports. */
  reportTo(endpoint: string): ConnectionAllowlist {
    return this.#with({ reportTo: within('reportTo', () => endpointName(endpoint)) })
  }

  /** Report what the policy would block, and block nothing: sent as Connection-Allowlist-Report-Only. `false` enforces it. */
  reportOnly(wanted = true): ConnectionAllowlist {
    return this.#with({ reportOnly: within('reportOnly', () => boolean(wanted)) })
  }

  /** Replaces the whole value: `set('(response-origin "https://cdn.example")')`. */
  set(raw: string): ConnectionAllowlist {
    const { reportOnly } = this.#data
    return within('set', () => new ConnectionAllowlist({ ...parse(raw), ...(reportOnly && { reportOnly }) }))
  }

  /** Drops one place; with none left, the page may connect nowhere. */
  remove(place: ConnectionPattern, ...more: []): ConnectionAllowlist {
    oneName(more)
    const dropped = within('remove', () => checkPattern(place))
    return this.#with({ allowlist: this.#written.allowlist.filter((one) => one !== dropped) })
  }

  override fields(): readonly Field[] {
    const { reportOnly } = this.#data
    return [{ name: wireName(ConnectionAllowlist.definition, reportOnly), value: serialize(this.#written) }]
  }

  override toJSON(): { readonly [Key in keyof ConnectionAllowlistData]: ConnectionAllowlistData[Key] } {
    return { ...this.#written }
  }

  override inherited(): ConnectionAllowlist {
    return new ConnectionAllowlist(this.#written)
  }

  /** @internal */
  override reportingTo({ endpoint }: Reporting): ConnectionAllowlist {
    return this.#data.reportTo === undefined ? this.reportTo(endpoint) : this
  }

  get #written(): Written {
    return bare({ ...this.#data, allowlist: this.#data.allowlist ?? ['response-origin'] })
  }

  #with(change: ConnectionAllowlistData): ConnectionAllowlist {
    return new ConnectionAllowlist({ ...this.#data, ...change })
  }
}

/** The data, default included. */
type Written = ConnectionAllowlistData & { readonly allowlist: readonly ConnectionPattern[] }

/** How each member of the data is checked. */
const CHECKS: Readonly<Record<keyof ConnectionAllowlistData, (value: unknown) => unknown>> = {
  allowlist: (value) => Object.freeze([...new Set(checkAll(list(value, 'a list of URL patterns')))]),
  redirects: allowOrBlock,
  webrtc: allowOrBlock,
  reportTo: endpointName,
  reportOnly: isReportOnly,
}

/** The members that are parameters on the wire, by their names there. */
const PARAMETERS = { redirects: 'redirects', webrtc: 'webrtc', 'report-to': 'reportTo' } as const

function check(data: unknown): ConnectionAllowlistData {
  const checked = record(data, Object.keys(CHECKS)).map(([key, value]) => [
    key,
    within(key, () => CHECKS[key as keyof ConnectionAllowlistData](value)),
  ])
  return Object.freeze(bare(Object.fromEntries(checked)))
}

function checkAll(patterns: readonly unknown[]): readonly ConnectionPattern[] {
  return patterns.map((one, index) => within(`[${index}]`, () => checkPattern(one)))
}

function checkPattern(value: unknown): ConnectionPattern {
  const expected = 'response-origin or a URL pattern with a scheme'
  if (typeof value !== 'string') throw new SecureHeadersError({ code: 'ERR_SECURE_TYPE', expected, received: value })
  if (value === 'response-origin' || (/^[a-z*{(][\x21\x23-\x5b\x5d-\x7e]+$/i.test(value) && /.:\/\/./.test(value)))
    return value as ConnectionPattern
  refuseUnprintable(value, expected)
  const host = /^[\w*.-]+(?::\d+)?$/.test(value)
  throw new SecureHeadersError({
    code: 'ERR_SECURE_ORIGIN',
    expected,
    received: value,
    fix: /^'?none'?$/.test(value)
      ? 'Give an empty list: the page may connect nowhere.'
      : /self|origin/.test(value)
        ? "Did you mean 'response-origin'?"
        : host
          ? `Did you mean https://${value}?`
          : undefined,
  })
}

function allowOrBlock(value: unknown): 'allow' | 'block' {
  return oneOf(value, ['allow', 'block'], "'allow' or 'block'")
}

function parse(raw: string): ConnectionAllowlistData {
  const [first, ...others] = parseList(fieldValue(raw, 'one list in parentheses'))
  if (first?.kind !== 'list' || others.length > 0) {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_SYNTAX',
      expected: 'one list in parentheses',
      received: raw,
      fix: 'Write (response-origin "https://cdn.example"), or { allowlist: […] } as plain data.',
    })
  }
  return { allowlist: first.items.map(fromItem), ...fromParameters(first) } as ConnectionAllowlistData
}

/** `response-origin` means the page's origin only as a token, not as a string. */
function fromItem({ kind, value, parameters }: Item): string {
  const isOrigin = value === 'response-origin'
  if (kind === (isOrigin ? 'token' : 'string') && parameters === '') return value
  throw new SecureHeadersError({
    code: 'ERR_SECURE_SYNTAX',
    expected: 'response-origin or a URL pattern in double quotes, without parameters',
    received: value + parameters,
    fix: `Write ${isOrigin || value === 'self' ? 'response-origin' : `"${value}"`}.`,
  })
}

function fromParameters({ parameters }: InnerList): Partial<Record<string, string>> {
  const known = Object.keys(PARAMETERS)
  return Object.fromEntries(
    [...parseParameters(parameters)].map(([name, { kind, value }]) => {
      if (!Object.hasOwn(PARAMETERS, name))
        throw notInList('ERR_SECURE_UNKNOWN_VALUE', name, known, { expected: known.join(', ') })
      if (kind !== 'string') return [PARAMETERS[name as keyof typeof PARAMETERS], value]
      throw new SecureHeadersError({
        code: 'ERR_SECURE_SYNTAX',
        expected: `${name} without quotes`,
        received: parameters,
        fix: `Write ${name}=${value}.`,
      })
    }),
  )
}

function serialize(written: Written): string {
  const items = written.allowlist.map((one) => (one === 'response-origin' ? one : serializeString(one)))
  const parameters = Object.entries(PARAMETERS).flatMap(([name, key]) =>
    written[key] === undefined ? [] : [`;${name}=${written[key]}`],
  )
  return `(${items.join(' ')})${parameters.join('')}`
}
