/** What a header of a response means to a policy. */
export const UNWATCHED = 0
/** One that the policy sends. */
export const OURS = 1
/** One that the policy strips. */
export const STRIPPED = 2
export const CONTENT_TYPE = 3
export type Meaning = typeof UNWATCHED | typeof OURS | typeof STRIPPED | typeof CONTENT_TYPE

/** How many spellings to keep: apps use the same few names again and again, and other names must not fill the memory. */
const MOST_SPELLINGS = 256

/** The headers of a response that matter to a policy. */
export class WatchedHeaders {
  /** Keys of the headers to strip from what the handler has set; where the policy is enforced, its own are among them. */
  readonly stripped: ReadonlySet<string>
  /**
   * By name as it was spelled: lower-casing makes a new string each time, which has to be hashed before it can be looked up.
   */
  readonly #meanings: Map<string, Meaning>

  constructor(keys: readonly string[], stripped: readonly string[], bearsNonce: boolean) {
    this.stripped = new Set(stripped)
    this.#meanings = new Map<string, Meaning>([
      ...(bearsNonce ? [['content-type', CONTENT_TYPE] as const] : []),
      ...keys.map((key) => [key, OURS] as const),
      ...stripped.map((key) => [key, STRIPPED] as const),
    ])
  }

  /** Whether a header is stripped from what the handler has set. */
  strips(name: string): boolean {
    return this.stripped.has(name.toLowerCase())
  }

  meaningOf(name: string): Meaning {
    return this.#meanings.get(name) ?? this.#learn(name)
  }

  #learn(name: string): Meaning {
    const meaning = this.#meanings.get(name.toLowerCase()) ?? UNWATCHED
    if (this.#meanings.size < MOST_SPELLINGS) {
      // A key of an object is a copy of its own; a name that was cut from a long text would keep all of that text in memory.
      for (const copy of Object.keys({ [name]: meaning })) this.#meanings.set(copy, meaning)
    }
    return meaning
  }
}

const shared = new Map<string, WatchedHeaders>()
/** Apps have few sets of headers; one that makes up names on each request must not fill the memory. */
const MOST_SETS = 1000

/**
 * One object for all policies that have the same headers: thousands of overrides differ in values only, and
 * then stay in the cache.
 */
export function watch(keys: readonly string[], stripped: readonly string[], bearsNonce: boolean): WatchedHeaders {
  const signature = [keys, stripped, bearsNonce].join(';')
  let watched = shared.get(signature)
  if (watched === undefined) {
    watched = new WatchedHeaders(keys, stripped, bearsNonce)
    if (shared.size < MOST_SETS) shared.set(signature, watched)
  }
  return watched
}
