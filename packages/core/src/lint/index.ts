import { HEADER_CLASSES } from '../header-classes.js'
import { ContentSecurityPolicy } from '../headers/content-security-policy.js'
import { wireNames } from '../headers/header.js'
import { NONE, SELF, STRICT_DYNAMIC } from '../headers/source-expression.js'
import type { InstanceOf } from '../instance-of.js'
import type { SecureOptions } from '../options.js'
import { decisionsOf, Secure } from '../secure.js'
import type { Severity } from './rule.js'
import * as rules from './rules/index.js'
import { View } from './view.js'

export type { Severity } from './rule.js'

/** What is legal in a policy, but weak or without effect. */
export interface Finding {
  readonly rule: string
  readonly severity: Severity
  readonly header: string
  /** The option, as in `csp.script-src[1]`; of an array of policies, as in `csp[1].script-src[0]`, where there are several. */
  readonly path: string
  /** What is weak or without effect, in plain words. */
  readonly message: string
  /** What to write instead. */
  readonly fix: string
  /** The specification or research behind it. */
  readonly reference: string
}

const ORDER: readonly Severity[] = ['high', 'medium', 'low', 'info']

/**
 * Tells what is weak in a policy, worst first:
 * `for (const { severity, path, message } of lint(strict)) console.log(severity, path, message)`.
 *
 * Throws `SecureHeadersError` for anything that is not a policy. It cannot know what other layers of an app send.
 */
export function lint(policy: SecureOptions | InstanceOf<Secure>): readonly Finding[] {
  const view = new View(decisionsOf(new Secure(policy)))
  return Object.values(rules)
    .flatMap(({ rule, severity, reference, check }) =>
      check(view).map((place): Finding => ({ rule, severity, reference, ...place })),
    )
    .map((finding) => whereItIsTyped(finding, view))
    .sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
}

/** A directive as it is written in a policy that is sent by name: `base-uri 'none'`; such a policy cannot have a nonce. */
function inText(fix: string): string {
  return fix.replace(/'([a-z-]+)': \[((?:NONE|SELF|STRICT_DYNAMIC|'[^']*'|, )+)\]/g, (_, directive: string, sources: string) => {
    const words = sources.split(', ').map((source) => (/^[A-Z]/.test(source) ? KEYWORD_NAMES[source] : source.slice(1, -1)))
    return [directive, ...words].join(' ')
  })
}

const KEYWORD_NAMES: Readonly<Record<string, string>> = { NONE, SELF, STRICT_DYNAMIC }

/** What is sent by name stands under `custom`, and has to go from there before its option can say something else. */
function whereItIsTyped(finding: Finding, view: View): Finding {
  const header = finding.header.toLowerCase()
  const typed = view.custom.find(({ name }) => name.toLowerCase() === header)?.name
  if (typed === undefined) return finding
  const known = HEADER_CLASSES.find(({ definition }) => wireNames(definition).some((name) => name.toLowerCase() === header))
  const [its, value] = new RegExp(`(?<![\\w-])${known?.definition.option}: (\\w+)?`).exec(finding.fix) ?? []
  const fix = value === 'false' ? 'Drop it.' : its === undefined ? finding.fix : `${finding.fix} The one under custom has to go.`
  return { ...finding, path: `custom.${typed}`, fix: known === ContentSecurityPolicy ? inText(fix) : fix }
}
