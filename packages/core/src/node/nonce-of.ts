import { ServerResponse } from 'node:http'
import { answerCopies, askCopies } from '../copies.js'
import { createNonce } from '../nonce.js'
import type { ResponseState } from '../response-state.js'
import { warnOnce } from '../warn-once.js'
import { stateOfStream } from './hooks/stream-head.js'
import { type NodeResponse, stateOf } from './marked.js'

/** The response's nonce, the same for every reader and for the header; made when it is first read. */
export function nonceOf(response: NodeResponse): string {
  const state = stateAt(response)
  if (state?.policy.bearsNonce === true) return state.readNonce()
  // A bundler makes copies: a renderer's may not be the one that has the policy.
  const nonce = askCopies(response) ?? state?.readNonce()
  if (nonce !== undefined) return nonce
  warnOnce(
    'SECURE_NONCE_LOST',
    'nonceOf() was asked for a response without a policy, so no header has that nonce: put the policy in front of what reads it.',
  )
  return createNonce()
}

function stateAt(response: NodeResponse): ResponseState | undefined {
  return stateOf(response) ?? (response instanceof ServerResponse ? undefined : stateOfStream(response.stream))
}

answerCopies((response) => {
  const state = stateAt(response as NodeResponse)
  return state?.policy.bearsNonce === true ? state.readNonce() : undefined
})

/** Whether the policy in force on the response can bear a nonce. */
export function bearsNonce(response: NodeResponse): boolean {
  return stateOf(response)?.policy.bearsNonce === true
}
