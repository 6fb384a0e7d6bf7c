import { CacheControl } from '../../headers/cache-control.js'
import type { Rule } from '../rule.js'
import { directivesOf } from '../shared-caches.js'
import { placeOf } from '../view.js'

const OF_REQUESTS = ['max-stale', 'min-fresh', 'only-if-cached']

export const cacheRequestDirective: Rule = {
  rule: 'cache-request-directive',
  severity: 'info',
  reference: 'https://httpwg.org/specs/rfc9111.html#cache-request-directive',
  check: (policy) => {
    const written = directivesOf(policy.value(CacheControl) ?? '')
    return OF_REQUESTS.filter((name) => written.has(name)).map((name) => ({
      ...placeOf(CacheControl),
      message: `${name} is what a request asks of a cache: in a response it means nothing.`,
      fix: 'Drop it.',
    }))
  },
}
