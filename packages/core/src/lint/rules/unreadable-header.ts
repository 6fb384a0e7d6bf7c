import { SecureHeadersError } from '../../errors.js'
import { ConnectionAllowlist } from '../../headers/connection-allowlist.js'
import { CrossOriginEmbedderPolicy } from '../../headers/cross-origin-embedder-policy.js'
import { CrossOriginOpenerPolicy } from '../../headers/cross-origin-opener-policy.js'
import { CrossOriginResourcePolicy } from '../../headers/cross-origin-resource-policy.js'
import { DocumentIsolationPolicy } from '../../headers/document-isolation-policy.js'
import { DocumentPolicy } from '../../headers/document-policy.js'
import { REPORT_ONLY } from '../../headers/header.js'
import { IntegrityPolicy } from '../../headers/integrity-policy.js'
import { NetworkErrorLogging } from '../../headers/network-error-logging.js'
import { OriginAgentCluster } from '../../headers/origin-agent-cluster.js'
import { PermissionsPolicy } from '../../headers/permissions-policy.js'
import { ReportTo } from '../../headers/report-to.js'
import { ReportingEndpoints } from '../../headers/reporting-endpoints.js'
import { type Item, parseItem, parseList, parseParameters } from '../../structured-field.js'
import { readDictionary } from '../as-browsers-read.js'
import { instead } from '../instead.js'
import { parseGroups } from '../report-groups.js'
import type { Place, Rule } from '../rule.js'

/** How the headers are read of which browsers ignore all if there is one mistake in it. */
const READERS: Readonly<Record<string, (value: string) => unknown>> = {
  [ConnectionAllowlist.definition.header]: parseList,
  [CrossOriginEmbedderPolicy.definition.header]: parseItem,
  [CrossOriginOpenerPolicy.definition.header]: parseItem,
  [DocumentIsolationPolicy.definition.header]: parseItem,
  [DocumentPolicy.definition.header]: readDictionary,
  [IntegrityPolicy.definition.header]: readDictionary,
  [NetworkErrorLogging.definition.header]: JSON.parse,
  [OriginAgentCluster.definition.header]: parseItem,
  [PermissionsPolicy.definition.header]: readDictionary,
  [ReportTo.definition.header]: parseGroups,
  [ReportingEndpoints.definition.header]: readDictionary,
}

/** The values of headers that have one of a few, and nothing to a browser that has another. */
const VALUES: ReadonlyMap<string, readonly string[]> = new Map(
  [CrossOriginEmbedderPolicy, CrossOriginOpenerPolicy, CrossOriginResourcePolicy, DocumentIsolationPolicy].map(
    ({ definition: { header, values } }) => [header, values],
  ),
)

const USE_THE_OPTION = 'Use the option that is named for the header: it checks the value.'

export const unreadableHeader: Rule = {
  rule: 'unreadable-header',
  severity: 'medium',
  reference: 'https://www.rfc-editor.org/rfc/rfc9651#section-4.2',
  check: (view) =>
    view.known.flatMap(({ header, path, value }) => {
      const fault = faultOf(header.replace(REPORT_ONLY, ''), value)
      return fault === undefined ? [] : [{ header, path, ...fault }]
    }),
}

type Fault = Pick<Place, 'message' | 'fix'>

function faultOf(header: string, value: string): Fault | undefined {
  // What no option writes, our parser does not know: bytes, dates and text that is not ASCII.
  if (/[=(\s][:@%]/.test(value)) return undefined
  if (mistakeIn(READERS[header], value) !== undefined) {
    return { message: `The value of ${header} does not parse, and browsers ignore all of it.`, fix: USE_THE_OPTION }
  }
  if (header === PermissionsPolicy.definition.header) return faultOfFeatures(value)
  if (header === DocumentPolicy.definition.header) return faultOfPoints(value)
  if (header === IntegrityPolicy.definition.header) return faultOfIntegrity(value)
  const values = VALUES.get(header)
  if (values === undefined || values.includes(tokenOf(header, value))) return undefined
  return { message: `${header} has no value ${value}, and browsers ignore it.`, fix: instead(value, values) }
}

function faultOfFeatures(value: string): Fault | undefined {
  for (const [feature, member] of readDictionary(value)) {
    // Chromium, the only browser that reads it, takes a token for the endpoint of a feature's reports.
    const endpoint = parseParameters(member.parameters).get('report-to')
    if (endpoint?.kind === 'string') {
      return {
        message: `The report-to of ${feature} is in quotes, and browsers overlook it.`,
        fix: /^[a-z][\w-]*$/i.test(endpoint.value) ? `Write report-to=${endpoint.value}, without quotes.` : USE_THE_OPTION,
      }
    }
    const items = member.kind === 'list' ? member.items : [member]
    const overlooked = items.find(isOverlooked)
    if (overlooked === undefined) continue
    return { message: `The allowlist of ${feature} has ${overlooked.value}, which browsers overlook.`, fix: asMember(overlooked) }
  }
  return undefined
}

/** Whether a member of an allowlist is nothing to Chromium, which takes more than the option does: `"*"`, and origins with a path. */
function isOverlooked({ kind, value }: Item): boolean {
  // To allow nobody is what was meant by none.
  if (kind === 'token') return !['self', '*', 'none'].includes(value)
  return kind === 'string' && value !== '*' && !/^[a-z][a-z0-9+.-]*:/i.test(value)
}

function asMember({ value }: Item): string {
  if (/^'?(?:self|src)'?$/.test(value)) return 'Write self, without quotes.'
  if (!/^[\w-]+(?:[.:]|$)/.test(value) || !/[.:]/.test(value)) return USE_THE_OPTION
  return `Write "${value.includes('://') ? value : `https://${value}`}", in double quotes.`
}

function faultOfPoints(value: string): Fault | undefined {
  const mistake = mistakeIn(DocumentPolicy.from, value)
  if (!(mistake instanceof SecureHeadersError) || mistake.code === 'ERR_SECURE_DUPLICATE') return undefined
  return {
    message: `Document-Policy has ${mistake.received}, which browsers ignore: it takes ${mistake.expected}.`,
    fix: USE_THE_OPTION,
  }
}

/** Browsers overlook a member that they do not know, but not a policy without one that they know. */
function faultOfIntegrity(value: string): Fault | undefined {
  const members = readDictionary(value)
  const has = (name: string, ...tokens: string[]) => {
    const member = members.get(name)
    return member?.kind === 'list' && member.items.some((item) => item.kind === 'token' && tokens.includes(item.value))
  }
  const isIgnored = 'and browsers ignore the whole policy.'
  if (!has('blocked-destinations', 'script', 'style')) {
    return {
      message: `Integrity-Policy has no blocked-destinations that browsers know, ${isIgnored}`,
      fix: 'Write blocked-destinations=(script).',
    }
  }
  if (!members.has('sources') || has('sources', 'inline')) return undefined
  return { message: `Integrity-Policy has sources without inline, ${isIgnored}`, fix: 'Drop sources, or write sources=(inline).' }
}

/** The one token of a value, which may have parameters in a structured field. */
function tokenOf(header: string, text: string): string {
  if (!Object.hasOwn(READERS, header)) return text.trim()
  const { kind, value } = parseItem(text)
  return kind === 'token' ? value : ''
}

/** Options are checked; what is sent by name may be anything. */
function mistakeIn(read: ((value: string) => unknown) | undefined, value: string): unknown {
  try {
    read?.(value)
    return undefined
  } catch (error) {
    return error
  }
}
