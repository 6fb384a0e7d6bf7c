import { oneObject } from '../check-values.js'
import type { InstanceOf } from '../instance-of.js'
import type { SecureOptions } from '../options.js'
import { decisionsOf, Secure } from '../secure.js'
import type { Finding } from './finding.js'
import type { Severity } from './rule.js'
import * as rules from './rules/index.js'
import { whereItIsTyped } from './sent-by-name.js'
import { View } from './view.js'

export type { Finding } from './finding.js'
export type { Severity } from './rule.js'

const ORDER: readonly Severity[] = ['high', 'medium', 'low', 'info']

/**
 * Tells what is weak in a policy, worst first:
 * `for (const { severity, path, message } of lint(strict)) console.log(severity, path, message)`.
 *
 * Throws `SecureHeadersError` for anything that is not a policy. It cannot know what other layers of an app send: for a route with
 * an override, give it `policy.with(override)`.
 */
export function lint(policy: SecureOptions | InstanceOf<Secure>, ...more: []): readonly Finding[] {
  oneObject((more as readonly unknown[])[0], 'Spread presets; for a route with an override, give policy.with(override).')
  const view = new View(decisionsOf(new Secure(policy)))
  return Object.values(rules)
    .flatMap(({ rule, severity, reference, check }) =>
      check(view).map((place): Finding => ({ rule, severity, reference, ...place })),
    )
    .map((finding) => whereItIsTyped(finding, view))
    .sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
}
