/** Freezes plain data at every depth: it is shared, and a change would affect everybody. */
export function deepFreeze<Data>(data: Data): Data {
  if (typeof data === 'object' && data !== null && !Object.isFrozen(data)) {
    Object.freeze(data)
    for (const value of Object.values(data)) deepFreeze(value)
  }
  return data
}
