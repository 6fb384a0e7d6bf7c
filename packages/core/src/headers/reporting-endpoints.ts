import { plainObject } from '../check-shapes.js'
import { fieldValue, filledIn, matching, oneName, reportUrl } from '../check-values.js'
import { SecureHeadersError, within } from '../errors.js'
import type { Option } from '../options.js'
import { parseDictionary, serializeString } from '../structured-field.js'
import { type Field, Header, type HeaderDefinition } from './header.js'
import type { Reporting } from './reporting.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * Reporting-Endpoints: URLs under the names that `report-to` uses, `{ csp: 'https://reports.example/csp' }`; the one called
     * `default` gets reports for which no policy has to name one (crashes, deprecations, Permissions-Policy). Off by default, and
     * without a default value; the option `reporting` writes it for you.
     * @see https://w3c.github.io/reporting/#header
     */
    reportingEndpoints?:
      | Exclude<Option<ReportingEndpoints, Readonly<Record<string, string | undefined>> | RawValue>, true>
      | undefined
  }
}

/**
 * Name the URLs that get reports: `new ReportingEndpoints({ default: 'https://reports.example/r' })`.
 *
 * Untouched, it is empty and cannot be sent. Throws for a name that is not a structured field key, and for a URL that is neither
 * https nor a path.
 * @see https://w3c.github.io/reporting/#header
 */
export class ReportingEndpoints extends Header {
  static readonly definition = {
    option: 'reportingEndpoints',
    header: 'Reporting-Endpoints',
    onByDefault: false,
  } as const satisfies HeaderDefinition

  readonly #endpoints: Readonly<Record<string, string>>

  constructor(endpoints?: Readonly<Record<string, string | undefined>>) {
    super()
    this.#endpoints = endpoints === undefined ? {} : check(endpoints)
    Object.freeze(this)
  }

  /** A builder made from an option's plain data or string. */
  static from(data: unknown): ReportingEndpoints {
    return new ReportingEndpoints(typeof data === 'string' ? parse(data) : (data as Readonly<Record<string, string>>))
  }

  /** @internal */
  static implied(reporting: Reporting): ReportingEndpoints {
    return new ReportingEndpoints({ [reporting.endpoint]: reporting.url })
  }

  /** Adds or replaces one endpoint. */
  endpoint(name: string, url: string): ReportingEndpoints {
    return within(
      'endpoint',
      () => new ReportingEndpoints({ ...this.#endpoints, [checkName(name)]: within(name, () => reportUrl(url)) }),
    )
  }

  /** Replaces all endpoints with those of a field value: `set('default="https://reports.example/r"')`. */
  set(raw: string): ReportingEndpoints {
    return within('set', () => new ReportingEndpoints(parse(raw)))
  }

  /** Drops one endpoint; the last one cannot be dropped, because an empty header says nothing. */
  remove(name: string, ...more: []): ReportingEndpoints {
    oneName(more)
    return within('remove', () => {
      const { [checkName(name)]: _, ...others } = this.#endpoints
      return new ReportingEndpoints(others)
    })
  }

  override fields(): readonly Field[] {
    return [{ name: ReportingEndpoints.definition.header, value: serialize(check(this.#endpoints)) }]
  }

  override toJSON(): Readonly<Record<string, string>> {
    return this.#endpoints
  }

  override inherited(): this {
    return this
  }

  /** @internal */
  override reportingTo({ endpoint, url }: Reporting): ReportingEndpoints {
    return Object.hasOwn(this.#endpoints, endpoint) ? this : this.endpoint(endpoint, url)
  }
}

function check(data: unknown): Readonly<Record<string, string>> {
  const endpoints: [name: string, url: string][] = []
  for (const [name, url] of plainObject(data, 'an object of names and URLs')) {
    within(name, () => endpoints.push([checkName(name), reportUrl(url)]))
  }
  if (endpoints.length > 0) return Object.freeze(Object.fromEntries(endpoints))
  throw new SecureHeadersError({
    code: 'ERR_SECURE_MISSING',
    expected: 'at least one endpoint',
    received: data,
    fix: 'Use false to leave the header out.',
  })
}

/** https://www.rfc-editor.org/rfc/rfc9651#section-3.1.2 */
function checkName(name: string): string {
  const expected = 'a name of lower-case letters, digits, hyphens and dots'
  return filledIn(matching(/^[a-z*][a-z0-9_.*-]*$/, name, expected), expected)
}

function parse(raw: string): Record<string, string> {
  const members = [...parseDictionary(fieldValue(raw, 'a structured field dictionary'))].map(([name, member]) => {
    if (member.kind === 'string' && member.parameters === '') return [name, member.value] as const
    throw new SecureHeadersError({
      code: 'ERR_SECURE_SYNTAX',
      path: name,
      expected: 'a URL in double quotes',
      received: raw,
      fix: 'Write name="https://…", with a comma before the next one.',
    })
  })
  return Object.fromEntries(members)
}

function serialize(endpoints: Readonly<Record<string, string>>): string {
  const members = Object.entries(endpoints).map(([name, url]) => `${name}=${serializeString(url)}`)
  return members.join(', ')
}
