import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

interface Locals {
  readonly nonce: string
}

/** Makes a nonce as helmet's documentation shows it. */
export function addLocals(response: ServerResponse): Locals {
  const locals = { nonce: randomBytes(16).toString('base64') }
  Object.assign(response, { locals })
  return locals
}

/** The source expression of that nonce. */
export function nonceSource(_request: IncomingMessage, response: ServerResponse): string {
  return `'nonce-${(response as ServerResponse & { locals: Locals }).locals.nonce}'`
}
