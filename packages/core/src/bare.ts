/**
 * Returns the object without a prototype: what is left out of it must stay left out, even when an attack on the running server
 * adds members to `Object.prototype`.
 */
export function bare<Members extends object>(object: Members): Members {
  return Object.setPrototypeOf(object, null)
}
