import { ServerResponse } from 'node:http'

type Method = (...args: never[]) => unknown
type Methods = Record<string, Method>

const prototype = ServerResponse.prototype as unknown as Methods

/**
 * Makes every response of the process inherit a method.
 *
 * Express gives a response the prototype of each app that it passes through, and a process may have several copies of Express:
 * their prototypes have nothing but this one in common.
 */
export function putOnPrototype(name: string, method: Method): void {
  Object.defineProperty(prototype, name, { value: method, writable: true, configurable: true })
}

/** The method that a response inherits, unless something stands before it. */
export function methodOnPrototype(name: string): Method | undefined {
  return prototype[name]
}
