import { SecureHeadersError } from '@secure/core'
import { within } from '@secure/core/node'
import type { RouteOptions } from 'fastify'

/**
 * Runs a validator on what a route says under `key`. The stack of an error ends in Fastify, so its message starts with the route;
 * its path is what was typed there.
 */
export function atRoute<T>({ method, url }: RouteOptions, key: string, validate: () => T): T {
  const route = `${method} ${url}: `
  try {
    return within(route + key, validate)
  } catch (error) {
    if (error instanceof SecureHeadersError) Object.assign(error, { path: error.path.slice(route.length) })
    throw error
  }
}
