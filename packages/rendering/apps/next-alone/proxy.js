import { createNonce, NONCE, SELF, Secure, STRICT_DYNAMIC } from '@secure/core'
import { strict } from '@secure/core/presets'
import { NextResponse } from 'next/server'

// Next looks for the nonce in the `script-src` of the request's policy.
const scripts = { 'script-src': [NONCE, STRICT_DYNAMIC], 'script-src-elem': false }
const withoutTrustedTypes = { 'require-trusted-types-for': false, 'trusted-types': false }
const csp = { ...strict.csp, ...scripts, ...withoutTrustedTypes, 'style-src': [SELF, NONCE] }
const policy = new Secure({ ...strict, csp })
const forFiles = policy.with({ cache: false })

export function proxy(request) {
  const isFile = request.nextUrl.pathname.startsWith('/_next/static/')
  const isPage = !isFile && !/^\/api(?:\/|$)/.test(request.nextUrl.pathname)
  const sent = (isFile ? forFiles : policy).headers(isPage ? createNonce() : undefined)
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', sent['Content-Security-Policy'])
  const response = NextResponse.next({ request: { headers } })
  for (const [name, value] of Object.entries(sent)) response.headers.set(name, value)
  return response
}
