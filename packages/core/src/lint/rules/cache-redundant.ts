import { CacheControl } from '../../headers/cache-control.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const cacheRedundant: Rule = {
  rule: 'cache-redundant',
  severity: 'info',
  reference: 'https://httpwg.org/specs/rfc9111.html#cache-response-directive.no-store',
  check: (policy) => {
    const value = policy.value(CacheControl) ?? ''
    if (!/\bno-store\b/.test(value) || value === 'no-store') return []
    return [
      {
        ...placeOf(CacheControl),
        message: 'no-store alone forbids storing: the directives beside it, Pragma and Expires do nothing in current browsers.',
        fix: "Use cache: 'no-store', unless a scanner asks for more.",
      },
    ]
  },
}
