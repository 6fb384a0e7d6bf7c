import { warn } from '../warn.js'
import type { NodeResponse } from './marked.js'
import { bearsNonce, nonceOf } from './protect.js'

const RESPONSE = Symbol('secure.response')

let warned = false

interface Target {
  readonly [RESPONSE]: NodeResponse
}

/** One getter for all: V8 gives an object with a getter of its own a hidden class of its own, which costs microseconds. */
const CSP_NONCE = {
  // Own and enumerable, because template engines copy such properties into the view.
  enumerable: true,
  configurable: true,
  get(this: Target): string {
    return nonceOf(this[RESPONSE])
  },
  // Code that made its own nonce for another library assigns it here; a request must not fail for it.
  set(this: Target): void {
    if (!warned)
      warn('SECURE_NONCE_ASSIGNED', 'cspNonce was assigned, and stays what it is: Secure makes the nonce. Remove the assignment.')
    warned = true
  },
}

/** Gives `target` a lazy `cspNonce` (`res.locals`, `ctx.state`), if the policy in force on the response can bear a nonce. */
export function exposeNonce(response: NodeResponse, target: object): void {
  if (!bearsNonce(response) || RESPONSE in target) return
  Object.defineProperty(target, RESPONSE, { value: response })
  Object.defineProperty(target, 'cspNonce', CSP_NONCE)
}
