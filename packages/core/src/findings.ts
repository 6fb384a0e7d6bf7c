import { CONTENT_TYPE, type CompiledPolicy, REMOVED } from './compiled-policy.js'
import { isHtml } from './response-state.js'

/** What a response's own headers mean to a policy. */
export interface Findings {
  /** Whether the response is a page that can use a nonce. */
  isPage: boolean
  /** Keys of the policy's headers that the handler has set, and that win. */
  taken: Set<string> | undefined
  /** Keys of the headers that are there and have to go. */
  stripped: string[] | undefined
  /** The handler's own Cache-Control, where the policy has one too. */
  cacheControl: string | undefined
}

/** Looking is synchronous and its result is read at once, so one object serves every response. */
export const findings: Findings = { isPage: false, taken: undefined, stripped: undefined, cacheControl: undefined }

export function beginLooking(): void {
  findings.isPage = false
  findings.taken = undefined
  findings.stripped = undefined
  findings.cacheControl = undefined
}

/** Looks at one header of the response; `key` is in lower case. */
export function look(policy: CompiledPolicy, key: string, value: unknown): void {
  const meaning = policy.watched.get(key)
  if (meaning === undefined) return
  if (meaning === CONTENT_TYPE) findings.isPage = isHtml(String(value))
  else if (meaning === REMOVED) {
    findings.stripped ??= []
    findings.stripped.push(key)
  } else {
    findings.taken ??= new Set()
    findings.taken.add(key)
    if (key === 'cache-control') findings.cacheControl = String(value)
  }
}
