import { CacheControl } from '../../headers/cache-control.js'
import type { Rule } from '../rule.js'
import { directivesOf } from '../shared-caches.js'
import { placeOf } from '../view.js'

export const cacheRedundant: Rule = {
  rule: 'cache-redundant',
  severity: 'info',
  reference: 'https://httpwg.org/specs/rfc9111.html#cache-response-directive.no-store',
  check: (policy) => {
    const directives = [...directivesOf(policy.value(CacheControl) ?? '').keys()]
    // A cache that knows must-understand overlooks no-store.
    if (!directives.includes('no-store') || directives.includes('must-understand')) return []
    // It is for what passes the response on, not for what keeps it.
    const needed = directives.filter((directive) => directive === 'no-store' || directive === 'no-transform')
    if (needed.length === directives.length) return []
    return [
      {
        ...placeOf(CacheControl),
        message: 'no-store alone forbids storing: the directives beside it, Pragma and Expires do nothing in current browsers.',
        fix: `Use cache: '${needed.join(', ')}', unless a scanner asks for more.`,
      },
    ]
  },
}
