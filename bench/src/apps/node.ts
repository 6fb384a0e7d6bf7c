import type { RequestListener, ServerResponse } from 'node:http'
import { compile, type Layer } from '@secure/core'
import { nonceOf, protect } from '@secure/core/node'
import helmet from 'helmet'
import { VARIANTS, type Variant } from '../variants.js'
import { type App, BODY, CACHE_CONTROL, OURS, page } from './app.js'
import { floor, floorOf8K, setByHand } from './floor.js'
import { addLocals, NONCE_HELMET, STRICT_HELMET, setBeyondHelmet } from './helmet-options.js'

const plain = { isSecure: () => false, route: () => '/' }

export function node(variant: Variant): App {
  const policy = OURS[variant]
  const layer: Layer | undefined = policy && compile(policy)
  const peer = helmet()
  const peerWithNonce = helmet(variant === 'peerStrict' ? STRICT_HELMET : NONCE_HELMET)
  const answer = (response: ServerResponse, nonce: () => unknown) => {
    if (VARIANTS[variant].cached) response.setHeader('Cache-Control', CACHE_CONTROL)
    if (!VARIANTS[variant].page) return void response.end(JSON.stringify(BODY))
    response.setHeader('Content-Type', 'text/html')
    response.end(page(nonce()))
  }
  const listener: RequestListener = (request, response) => {
    if (layer !== undefined) {
      protect(response, layer, plain, request)
      answer(response, () => nonceOf(response))
    } else if (variant === 'peer') peer(request, response, () => answer(response, String))
    else if (variant === 'peerNonce' || variant === 'peerStrict') {
      const locals = addLocals(response)
      if (variant === 'peerStrict') setBeyondHelmet(response)
      peerWithNonce(request, response, () => answer(response, () => locals.nonce))
    } else {
      if (variant === 'hand') setByHand(response)
      if (variant === 'floor') floor(response)
      if (variant === 'floor8k') floorOf8K(response)
      answer(response, String)
    }
  }
  return { listener, paths: ['/'] }
}
