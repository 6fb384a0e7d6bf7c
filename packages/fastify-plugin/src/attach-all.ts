import type { Layer } from '@secure/core'
import { attach } from '@secure/core/node'
import type { FastifyInstance } from 'fastify'
import { furtherServers } from './further-servers.js'

/** By root: another app on the same server does not go over the outer one, but takes its place. */
const layers = new WeakMap<object, Layer>()

/**
 * Puts the policy on everything that the root's servers answer by themselves; a later registration goes over an earlier one, as
 * it does in the hooks.
 */
export function attachAll(instance: FastifyInstance, inner: Layer): void {
  const outer = layers.get(instance)
  const layer = outer === undefined ? inner : inner.onto(outer)
  layers.set(instance, layer)
  attach(instance.server, layer)
  instance.addHook('onListen', (done) => {
    for (const further of furtherServers(instance)) attach(further, layer)
    done()
  })
}
