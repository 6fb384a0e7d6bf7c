import type { Framework } from '@secure/core/fetch'
import type { Context } from 'hono'

/** What the middleware adds to the context. */
export interface SecureEnv {
  Variables: {
    /** The nonce of this response's Content-Security-Policy: `<script nonce="…">`. There when the policy has `NONCE` in it. */
    readonly cspNonce: string
  }
}

export const hono: Framework<Context> = {
  isSecure: (c) => c.req.url.startsWith('https:'),
  route: (c) => `${c.req.method} ${c.req.path}`,
}

/** Hears `c.header(name, undefined)`, the framework's way to be without a header: it leaves no trace on the response. */
export function hearDrops(c: Context, drop: (name: string) => void): void {
  const { header } = c
  c.header = (name, value, options) => {
    if (value === undefined) drop(name)
    header(name, value, options)
  }
}

/** hono's own getter, looked up once: it is the prototype's. */
let variablesOf: ((this: Context) => object) | undefined

/** Gives the context a lazy `cspNonce`; `c.var` makes a new object at each read, and `c.get` looks into a private map. */
export function exposeNonce(c: Context, read: () => string): void {
  const { get } = c
  c.get = ((key: string) => (key === 'cspNonce' ? read() : get(key))) as typeof c.get
  variablesOf ??= Object.getOwnPropertyDescriptor(Object.getPrototypeOf(c), 'var')?.get
  const descriptor = { get: read, enumerable: true }
  Object.defineProperty(c, 'var', {
    configurable: true,
    get: () => Object.defineProperty({ ...variablesOf?.call(c) }, 'cspNonce', descriptor),
  })
}
