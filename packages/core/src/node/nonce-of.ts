import { askCopies } from '../copies.js'
import { createNonce } from '../nonce.js'
import { warnOnce } from '../warn-once.js'
import { borneNonceOf, stateAt } from './borne-nonce.js'
import { type NodeResponse, stateOf } from './marked.js'

/** The response's nonce, the same for every reader and for the header; made when it is first read. */
export function nonceOf(response: NodeResponse): string {
  // A bundler makes copies: a renderer's may not be the one that has the policy.
  const nonce = borneNonceOf(response) ?? askCopies(response) ?? stateAt(response)?.readNonce()
  if (nonce !== undefined) return nonce
  warnOnce(
    'SECURE_NONCE_LOST',
    'nonceOf() was asked for a response without a policy, so no header has that nonce: put the policy in front of what reads it.',
  )
  return createNonce()
}

/** Whether the policy in force on the response can bear a nonce. */
export function bearsNonce(response: NodeResponse): boolean {
  return stateOf(response)?.policy.bearsNonce === true
}
