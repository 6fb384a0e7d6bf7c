import { within } from '../errors.js'

/** Gives a builder class one method per row of its table; a mistake in a call has the method's name in its path. */
export function deriveMethods<Builder extends object>(
  prototype: Builder,
  names: Iterable<string>,
  call: (builder: Builder, name: string, args: unknown[]) => Builder,
): void {
  for (const name of names) {
    const method = {
      [name](this: Builder, ...args: unknown[]) {
        return within(name, () => call(this, name, args))
      },
    }
    Object.defineProperty(prototype, name, { value: method[name], writable: true, configurable: true })
  }
}
