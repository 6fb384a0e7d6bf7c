const keys = new Map<string, string>()
const MOST_KEYS = 256

/** A header's name in lower case. Apps remove the same few again and again, and each lower-casing is a new string that has to be hashed. */
export function headerKey(name: string): string {
  const known = keys.get(name)
  if (known !== undefined) return known
  const key = name.toLowerCase()
  if (keys.size < MOST_KEYS) keys.set(name, key)
  return key
}
