import { DEAD_FEATURES } from '../../headers/permissions-policy-features.js'
import type { Rule } from '../rule.js'

export const permissionsDeadFeature: Rule = {
  rule: 'permissions-dead-feature',
  severity: 'low',
  reference: 'https://github.com/w3c/webappsec-permissions-policy/blob/main/features.md',
  check: (policy) =>
    policy.permissions.flatMap(({ header, path, features }) =>
      [...features.keys()]
        .filter((name) => (DEAD_FEATURES as readonly string[]).includes(name))
        .map((name) => ({
          header,
          path: `${path}.${name}`,
          message: `No browser acts on ${name}.`,
          fix: 'Drop it.',
        })),
    ),
}
