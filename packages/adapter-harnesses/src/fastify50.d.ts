/** Close enough: what is used here, both have. */
declare module 'fastify50' {
  export { default } from 'fastify'
}
