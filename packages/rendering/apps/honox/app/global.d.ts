import type { SecureEnv } from '@secure/hono-middleware/node'

declare module 'hono' {
  interface ContextVariableMap extends Readonly<SecureEnv['Variables']> {}
  interface ContextRenderer {
    // biome-ignore lint/style/useShorthandFunctionType: hono merges it with its own.
    (content: string | Promise<string>): Response | Promise<Response>
  }
}
