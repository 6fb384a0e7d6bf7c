import { policy } from '../policy.js'

export async function handle({ event, resolve }) {
  const response = await resolve(event)
  const [, nonce] = /'nonce-(.+?)'/.exec(response.headers.get('Content-Security-Policy')) ?? []
  if (nonce) response.headers.set('Content-Security-Policy', policy.headers(nonce)['Content-Security-Policy'])
  return response
}
