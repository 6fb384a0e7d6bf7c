import { partsOf } from '../headers/comma-list.js'
import type { Field } from '../headers/header.js'

/** How shared caches may use what they keep: without asking, or only after they have asked. */
export type Sharing = 'freely' | 'with care'

/** RFC 9213 §2.1: for the caches that it is meant for, such a field replaces Cache-Control. */
const TARGETED = /^(?:[\w-]+-)?cdn-cache-control$/i
const SURROGATE = /^surrogate-control$/i

/**
 * What a field lets shared caches do; nothing where it speaks of something else, or forbids storing. RFC 9111 §3: a 200 may be
 * stored unless a field says that it may not, and §4.2.2: without an age, caches make up one.
 */
export function sharingBy({ name, value }: Field): Sharing | undefined {
  if (!/^cache-control$/i.test(name) && !TARGETED.test(name) && !SURROGATE.test(name)) return undefined
  const directives = directivesOf(value)
  // With field names, `private` and `no-cache` are about these fields only.
  if (directives.has('no-store') || directives.get('private') === '') return undefined
  const age = directives.get('s-maxage') ?? directives.get('max-age')
  if (SURROGATE.test(name) && age === undefined) return undefined
  return directives.get('no-cache') === '' || (age !== undefined && !(Number(age) > 0)) ? 'with care' : 'freely'
}

/** The directives in lower case, each with its argument. */
export function directivesOf(value: string): ReadonlyMap<string, string> {
  return new Map(
    partsOf(value).map((directive) => {
      const [name = '', ...argument] = directive.split('=')
      return [name.trim().toLowerCase(), argument.join('=').trim().replace(/^"|"$/g, '')]
    }),
  )
}
