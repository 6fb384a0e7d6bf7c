import { Server } from '../../headers/server.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const serverNamed: Rule = {
  rule: 'server-named',
  severity: 'info',
  reference: 'https://httpwg.org/specs/rfc9110.html#field.server',
  check: (policy) => {
    const value = policy.value(Server)
    if (value === undefined || !/\d/.test(value)) return []
    return [
      {
        ...placeOf(Server),
        message: `"${value}" reveals which version is worth attacking.`,
        fix: "Leave it out, and strip others' with remove: ['Server', 'X-Powered-By'].",
      },
    ]
  },
}
