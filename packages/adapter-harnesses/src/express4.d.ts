/** Close enough: what is used here, both have. */
declare module 'express4' {
  import express from 'express'
  export default express
}
