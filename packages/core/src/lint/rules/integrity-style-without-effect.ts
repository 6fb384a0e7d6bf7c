import { IntegrityPolicy, type IntegrityPolicyData } from '../../headers/integrity-policy.js'
import type { Rule } from '../rule.js'

export const integrityStyleWithoutEffect: Rule<'info', 'low'> = {
  rule: 'integrity-style-without-effect',
  severity: 'info',
  or: { low: 'where nothing else is blocked' },
  reference: 'https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Integrity-Policy#browser_compatibility',
  check: (policy) =>
    policy.sent(IntegrityPolicy).flatMap(({ builder, path }) => {
      const [{ name = '' } = {}] = builder.fields()
      const { 'blocked-destinations': destinations = [] } = builder.toJSON() as IntegrityPolicyData
      if (!destinations.includes('style')) return []
      return [
        {
          header: name,
          path: `${path}.blocked-destinations`,
          message: 'style in blocked-destinations: no browser blocks styles yet.',
          fix: 'Drop it, or keep it for the day that one does.',
          // Nothing else is left of the policy.
          ...(destinations.length === 1 && { severity: 'low' as const }),
        },
      ]
    }),
}
