import type { FastifyInstance } from 'fastify'

/**
 * The servers beside `instance.server`: when it listens on `localhost`, Fastify opens one for each further address, and has no
 * public name for them.
 */
export function furtherServers(instance: FastifyInstance): readonly FastifyInstance['server'][] {
  const bindings = Object.getOwnPropertySymbols(instance).find(({ description }) => description === 'fastify.serverBindings')
  if (bindings === undefined) return []
  return (instance as unknown as { readonly [bindings: symbol]: readonly FastifyInstance['server'][] })[bindings] ?? []
}
