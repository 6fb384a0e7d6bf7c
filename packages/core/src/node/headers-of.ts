import type { OutgoingHttpHeaders } from 'node:http'
import { isEmpty, isHtml } from '../seen.js'
import { keepWhatIsSetToNothing } from './hooks/remove-header.js'
import { type NodeResponse, stateOf } from './marked.js'

/**
 * Returns the response's headers with the policy's among them, by lower-case name: as they were sent, or would be sent now.
 *
 * For loggers and tests: `getHeaders()` cannot show what is written at the last moment. `pending` holds headers that a framework
 * still keeps to itself.
 */
export function headersOf(
  response: NodeResponse,
  pending: Readonly<Record<string, number | string | string[] | undefined>> = {},
  status = response.statusCode,
): OutgoingHttpHeaders {
  const { _header: head } = response as { _header?: unknown }
  if (typeof head === 'string') return parseHead(head)
  const set = { ...response.getHeaders(), ...pending } as OutgoingHttpHeaders
  const state = stateOf(response)
  if (state === undefined || response.headersSent) return set
  const kept = Object.entries(set).filter(([key]) => !state.policy.watched.strips(key))
  const empty = kept.filter(([, value]) => isEmpty(value)).map(([key]) => key)
  if (state.dropped !== undefined) keepWhatIsSetToNothing(state.dropped, empty)
  const taken = new Set(kept.flatMap(([key, value]) => (isEmpty(value) ? [] : [key])))
  const fields = state.fields(state.form(status, isHtml(String(set['content-type'] ?? '')), taken), taken)
  return Object.fromEntries([...kept, ...fields.map(([name, value]) => [name.toLowerCase(), value] as const)])
}

function parseHead(head: string): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {}
  for (const line of head.split('\r\n').slice(1)) {
    const colon = line.indexOf(':')
    if (colon === -1) continue
    const key = line.slice(0, colon).toLowerCase()
    const value = line.slice(colon + 1).trim()
    const before = headers[key]
    headers[key] = before === undefined ? value : [...(Array.isArray(before) ? before : [String(before)]), value]
  }
  return headers
}
