/** Close enough: both have what is used here. */
declare module 'node-server1' {
  export { getRequestListener } from '@hono/node-server'
}
