/**
 * Returns the object without a prototype: whoever pollutes `Object.prototype` while the server runs must not decide a member that
 * is left out.
 */
export function bare<Members extends object>(object: Members): Members {
  return Object.setPrototypeOf(object, null)
}
