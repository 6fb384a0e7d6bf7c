import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { BEYOND_HELMET, directivesWith } from './strict.js'

interface Locals {
  readonly nonce: string
}

/** Makes a nonce as helmet's documentation shows it. */
export function addLocals(response: ServerResponse): Locals {
  const locals = { nonce: randomBytes(16).toString('base64') }
  Object.assign(response, { locals })
  return locals
}

/** helmet's defaults with that nonce. */
export const NONCE_HELMET = { contentSecurityPolicy: { directives: { scriptSrc: ["'self'", nonceSource] } } }

/** The source expression of that nonce. */
function nonceSource(_request: IncomingMessage, response: ServerResponse): string {
  return `'nonce-${(response as ServerResponse & { locals: Locals }).locals.nonce}'`
}

/** The `strict` set, as far as helmet goes. */
export const STRICT_HELMET = {
  contentSecurityPolicy: { useDefaults: false, directives: directivesWith(nonceSource) },
  crossOriginEmbedderPolicy: true,
  strictTransportSecurity: { maxAge: 63_072_000, includeSubDomains: true },
  xDownloadOptions: false,
  xFrameOptions: { action: 'deny' },
  xXssProtection: false,
} as const

/** The rest of that set. */
export function setBeyondHelmet(response: ServerResponse): void {
  for (const [name, value] of BEYOND_HELMET) response.setHeader(name, value)
}
