import { ServerResponse } from 'node:http'

/**
 * Gives methods to every response of a framework that has a prototype of its own for them; says whether it has one.
 *
 * They go where all apps of the framework come together, so that they hold when one app hands a response to another.
 */
export function defineOnShared(response: object, methods: Readonly<Record<string, unknown>>): boolean {
  let prototype = Object.getPrototypeOf(response)
  if (prototype === ServerResponse.prototype || !(response instanceof ServerResponse)) return false
  while (Object.getPrototypeOf(prototype) !== ServerResponse.prototype) prototype = Object.getPrototypeOf(prototype)
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(prototype, name, { value, writable: true, configurable: true })
  }
  return true
}
