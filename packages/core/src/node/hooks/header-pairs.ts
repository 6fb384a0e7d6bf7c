export type Pair = readonly [name: unknown, value: unknown]

/** Headers in any shape that Node takes: an object, an array of names and values in turn, an array of pairs, or nothing. */
export function toPairs(headers: unknown): readonly Pair[] {
  if (!Array.isArray(headers)) return Object.entries(headers ?? {})
  if (Array.isArray(headers[0])) return headers
  return headers.flatMap((name, at) => (at % 2 === 0 ? [[name, headers[at + 1]] as const] : []))
}
