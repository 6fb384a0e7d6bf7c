import { compileOverride, type OverrideOptions } from '@secure/core'
import { type NodeResponse, ofOtherFramework, protect } from '@secure/core/node'
import type { FastifyRequest } from 'fastify'
import { fastify } from './framework.js'

/** An `onRequest` hook, and what a handler calls without `done`. */
export type SecureHook = (
  request: Pick<FastifyRequest, 'protocol' | 'method' | 'url'>,
  reply: { readonly raw: NodeResponse },
  done?: () => void,
) => void

/**
 * Changes the headers of one response, by what is known from its request alone:
 * `app.addHook('onRequest', (request, reply, done) => override({ … })(request, reply, done))`. What a route always has is said in
 * its `secure`.
 *
 * A value replaces the header's value; a function gets the builder in force; `false` switches Secure off. Throws
 * `SecureHeadersError`.
 * @param index What `Array.map` passes; leave it out.
 */
export function override(options: OverrideOptions | false, index?: number): SecureHook {
  const layer = compileOverride(options, index)
  return function secureHeaders(request, reply, done) {
    if ((reply as Partial<typeof reply> | undefined)?.raw === undefined) throw ofOtherFramework('reply', "Fastify's reply", reply)
    protect(reply.raw, layer, fastify, request as FastifyRequest)
    done?.()
  }
}
