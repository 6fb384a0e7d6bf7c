import type { NodeResponse } from './marked.js'
import { bearsNonce, nonceOf } from './protect.js'

/**
 * Gives `target` a lazy `cspNonce` (`res.locals`, `ctx.state`), if the policy in force on the response can bear a nonce.
 *
 * An own enumerable property, because template engines copy those into the view.
 */
export function exposeNonce(response: NodeResponse, target: object): void {
  if (!bearsNonce(response)) return
  Object.defineProperty(target, 'cspNonce', { get: () => nonceOf(response), enumerable: true, configurable: true })
}
