import { OutgoingMessage } from 'node:http'
import type { NodeResponse } from '../marked.js'

const nodeHeadersSent = Object.getOwnPropertyDescriptor(OutgoingMessage.prototype, 'headersSent')?.get as () => boolean

/** Whether the head is decided, by Node's own word: @fastify/express gives responses a `headersSent` that says so earlier. */
export function headersSent(response: NodeResponse): boolean {
  return response instanceof OutgoingMessage ? nodeHeadersSent.call(response) : response.headersSent
}
