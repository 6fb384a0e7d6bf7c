/** Close enough: both have what is used here. */
declare module 'fastify50' {
  export { default } from 'fastify'
}
