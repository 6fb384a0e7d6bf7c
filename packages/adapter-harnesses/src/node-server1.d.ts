/** Close enough: what is used here, both have. */
declare module 'node-server1' {
  export { getRequestListener } from '@hono/node-server'
}
