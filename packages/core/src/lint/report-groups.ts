import { ConnectionAllowlist } from '../headers/connection-allowlist.js'
import { ContentSecurityPolicy } from '../headers/content-security-policy.js'
import { CrossOriginEmbedderPolicy } from '../headers/cross-origin-embedder-policy.js'
import { CrossOriginOpenerPolicy } from '../headers/cross-origin-opener-policy.js'
import { DocumentIsolationPolicy } from '../headers/document-isolation-policy.js'
import { DocumentPolicy } from '../headers/document-policy.js'
import { IntegrityPolicy } from '../headers/integrity-policy.js'
import { NetworkErrorLogging } from '../headers/network-error-logging.js'
import { PermissionsPolicy } from '../headers/permissions-policy.js'
import type { ReportToGroup } from '../headers/report-to.js'
import { type Member, parseItem, parseList, parseParameters } from '../structured-field.js'
import { readDictionary } from './as-browsers-read.js'

/** The groups that a header sends its reports to, by the header's name without -Report-Only. */
export const GROUPS_OF: Readonly<Record<string, (value: string) => readonly string[]>> = {
  [ConnectionAllowlist.definition.header]: (value) => parseList(value).flatMap(groupOf),
  [ContentSecurityPolicy.definition.header]: (value) =>
    [...value.matchAll(/(?:^|[;,])\s*report-to\s+([^\s;,]+)/gi)].map(([, group = '']) => group),
  [CrossOriginEmbedderPolicy.definition.header]: (value) => groupOf(parseItem(value)),
  [CrossOriginOpenerPolicy.definition.header]: (value) => groupOf(parseItem(value)),
  [DocumentIsolationPolicy.definition.header]: (value) => groupOf(parseItem(value)),
  // The token `none` is not a group there: it says that a point is not reported.
  [DocumentPolicy.definition.header]: (value) =>
    [...readDictionary(value).values()].flatMap(groupOf).filter((group) => group !== 'none'),
  [IntegrityPolicy.definition.header]: (value) => {
    const endpoints = readDictionary(value).get('endpoints')
    return endpoints?.kind === 'list' ? endpoints.items.map((item) => item.value) : []
  },
  // An age of 0 takes the policy back.
  [NetworkErrorLogging.definition.header]: (value) => {
    const { report_to: group = [], max_age: age } = JSON.parse(value)
    return age === 0 ? [] : [group].flat()
  },
  [PermissionsPolicy.definition.header]: (value) => [...readDictionary(value).values()].flatMap(groupOf),
}

function groupOf({ parameters }: Member): readonly string[] {
  const group = parseParameters(parameters).get('report-to')
  return group === undefined ? [] : [group.value]
}

/** The endpoints of Reporting-Endpoints. */
export function endpointsOf(value: string): readonly string[] {
  return [...readDictionary(value).keys()]
}

/** The URLs of Reporting-Endpoints. */
export function endpointUrls(value: string): readonly string[] {
  return [...readDictionary(value).values()].flatMap((member) => (member.kind === 'string' ? [member.value] : []))
}

/** The URLs of Report-To. */
export function reportToUrls(value: string): readonly string[] {
  return parseGroups(value).flatMap(({ endpoints = [] }) => endpoints.map(({ url }) => url))
}

/** The groups of Report-To that are not taken back; one without a name is `default`. */
export function reportToGroups(value: string): readonly Required<Pick<ReportToGroup, 'group' | 'include_subdomains'>>[] {
  const kept = parseGroups(value).filter(({ max_age }) => max_age !== 0)
  return kept.map(({ group = 'default', include_subdomains = false }) => ({ group, include_subdomains }))
}

/** The groups that Report-To takes back, by an age of 0. */
export function groupsTakenBack(value: string): readonly string[] {
  return parseGroups(value).flatMap(({ group = 'default', max_age }) => (max_age === 0 ? [group] : []))
}

/** The groups as they are written; throws where that is no JSON. */
export function parseGroups(value: string): readonly Partial<ReportToGroup>[] {
  return JSON.parse(`[${value}]`)
}
