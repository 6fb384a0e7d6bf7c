import { CacheControl } from '../../headers/cache-control.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const cacheRequestDirective: Rule = {
  rule: 'cache-request-directive',
  severity: 'info',
  reference: 'https://httpwg.org/specs/rfc9111.html#cache-request-directive',
  check: (policy) => {
    const [directive] = /\b(?:max-stale|min-fresh|only-if-cached)\b/.exec(policy.value(CacheControl) ?? '') ?? []
    if (directive === undefined) return []
    const message = `${directive} is what a request asks of a cache: in a response it means nothing.`
    return [{ ...placeOf(CacheControl), message, fix: 'Drop it.' }]
  },
}
