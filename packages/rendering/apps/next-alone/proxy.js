import { createNonce, NONCE, SELF, Secure, STRICT_DYNAMIC } from '@secure/core'
import { strict } from '@secure/core/presets'
import { NextResponse } from 'next/server'

// Next looks for the nonce in `script-src`.
const scripts = { 'script-src': [NONCE, STRICT_DYNAMIC], 'script-src-elem': false }
const withoutTrustedTypes = { 'require-trusted-types-for': false, 'trusted-types': false }
const csp = { ...strict.csp, ...scripts, ...withoutTrustedTypes, 'style-src': [SELF, NONCE] }
const policy = new Secure({ ...strict, csp })
const forFiles = policy.with({ cache: false })

export function proxy(request) {
  const isFile = request.nextUrl.pathname.startsWith('/_next/static/')
  const isPage = !isFile && !request.nextUrl.pathname.startsWith('/api')
  const response = NextResponse.next()
  const headers = (isFile ? forFiles : policy).headers(isPage ? createNonce() : undefined)
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}
