import { ServerResponse } from 'node:http'
import type { Http2ServerResponse } from 'node:http2'
import { answerCopies, askCopies } from '../copies.js'
import { createNonce } from '../nonce.js'
import type { ResponseState } from '../response-state.js'
import { warnOnce } from '../warn-once.js'
import { stateOfStream } from './hooks/stream-head.js'
import { type NodeResponse, stateOf } from './marked.js'

/** The response's nonce, the same for every reader and for the header; made when it is first read. */
export function nonceOf(response: NodeResponse): string {
  // A bundler makes copies: a renderer's may not be the one that has the policy.
  const nonce = bornNonceOf(response) ?? askCopies(response) ?? stateAt(response)?.readNonce()
  if (nonce !== undefined) return nonce
  warnOnce(
    'SECURE_NONCE_LOST',
    'nonceOf() was asked for a response without a policy, so no header has that nonce: put the policy in front of what reads it.',
  )
  return createNonce()
}

/** The nonce, where this copy's policy bears one on the response. */
function bornNonceOf(response: object): string | undefined {
  const state = stateAt(response)
  return state?.policy.bearsNonce === true ? state.readNonce() : undefined
}

function stateAt(response: object): ResponseState | undefined {
  return (
    stateOf(response) ??
    (response instanceof ServerResponse ? undefined : stateOfStream((response as Http2ServerResponse).stream))
  )
}

answerCopies(bornNonceOf)

/** Whether the policy in force on the response can bear a nonce. */
export function bearsNonce(response: NodeResponse): boolean {
  return stateOf(response)?.policy.bearsNonce === true
}
