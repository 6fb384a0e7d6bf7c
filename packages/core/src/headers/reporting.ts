import { bare } from '../bare.js'
import { record } from '../check-shapes.js'
import { reportUrl, seconds } from '../check-values.js'
import { SecureHeadersError, within } from '../errors.js'
import type { Header } from './header.js'

/** The one place that a policy's reports go to, as plain data. */
export interface ReportingData {
  /** An absolute https URL, or a path of the site; NEL needs the former. */
  readonly url: string
  /** For how many seconds browsers keep the endpoint for NEL; 2592000 (30 days) when left out. */
  readonly maxAge?: number | undefined
}

const KEYS = ['url', 'maxAge']
const THIRTY_DAYS = 2_592_000

/** Where all reports of a policy go. */
export class Reporting {
  /** Reports that no header governs (crashes, deprecations, interventions, permissions) go to the endpoint of this name. */
  readonly endpoint = 'default'
  readonly #builders = new WeakMap<Header, Header>()

  constructor(
    readonly url: string,
    readonly maxAge: number,
  ) {}

  /** Whether the place is absolute, as NEL and Report-To need it. */
  get isAbsolute(): boolean {
    return /^https:/i.test(this.url)
  }

  static from(data: unknown): Reporting {
    const given = typeof data === 'string' ? { url: data } : data
    const { url, maxAge = THIRTY_DAYS } = bare(Object.fromEntries(record(given, KEYS)))
    const checkUrl = () => plain(reportUrl(url))
    return new Reporting(
      typeof data === 'string' ? checkUrl() : within('url', checkUrl),
      within('maxAge', () => seconds(maxAge)),
    )
  }

  /** The builder with its reports sent here; made once, because thousands of routes share what they inherit. */
  of(builder: Header): Header {
    let reporting = this.#builders.get(builder)
    if (reporting === undefined) {
      reporting = builder.reportingTo(this)
      this.#builders.set(builder, reporting)
    }
    return reporting
  }

  toJSON(): { readonly url: string; readonly maxAge: number } {
    return { url: this.url, maxAge: this.maxAge }
  }
}

/** The URL stands in a CSP too, where these characters mean something. */
function plain(url: string): string {
  if (!/[;,{}]/.test(url)) return url
  throw new SecureHeadersError({
    code: 'ERR_SECURE_CHARACTERS',
    expected: "a URL without ';', ',' and braces",
    received: url,
    fix: 'Percent-encode them: %3B, %2C, %7B, %7D.',
  })
}
