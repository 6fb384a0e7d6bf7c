import type { ResponseState } from './response-state.js'
import { onceEach, warn } from './warn.js'

/** Policies of one field are separated by commas. */
const READ_FROM_NOTHING = /(?:^|,)\s*(?:(?:undefined|null)(?![\w-])|;)/

const isDue = onceEach<string>()

/** Warns, once per route, that code has added to a Content-Security-Policy that it read where none was yet. */
export function warnOfLostPolicy<Context>(state: ResponseState<Context>, csp: string): void {
  if (!READ_FROM_NOTHING.test(csp)) return
  const { route } = state
  if (!isDue(route)) return
  warn(
    'SECURE_POLICY_LOST',
    `${route}: other code has read a Content-Security-Policy to add to it, but the policy comes when the head is written: only what was added is sent. Give that to override(), as csp: (csp) => ….`,
  )
}
