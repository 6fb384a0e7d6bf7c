import type { FastifyInstance } from 'fastify'

/** Where a scope keeps which registration of the plugin is the last one that its routes meet. */
const LAST = Symbol('secure.last')

type Scope = object & { [LAST]?: number }

let registrations = 0

/**
 * Notes that the plugin is registered, and returns a function that says whether that is the last registration that a scope's
 * routes meet: the one that puts overrides over the policies of them all. Routes have the hooks of the scopes around theirs, even
 * of those that came later.
 */
export function noteRegistration(instance: FastifyInstance): (scope: Scope) => boolean {
  const own: Scope = instance
  const order = registrations++
  own[LAST] = order
  // Before the first request, when all are known.
  instance.addHook('onReady', (done) => {
    own[LAST] = lastAround(own)
    done()
  })
  return (scope) => scope[LAST] === order
}

/** Whether no scope around this one has the plugin, when all registrations are known. */
export function isOutermost(instance: FastifyInstance): boolean {
  return !(LAST in Object.getPrototypeOf(instance))
}

/** Scopes inherit from the ones around them. */
function lastAround(scope: Scope): number {
  const own = (Object.hasOwn(scope, LAST) ? scope[LAST] : undefined) ?? -1
  const around: Scope | null = Object.getPrototypeOf(scope)
  return around === null ? own : Math.max(own, lastAround(around))
}
