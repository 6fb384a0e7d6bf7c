import type { View } from './view.js'

/**
 * How much a finding matters: `high` gives the protection away, `medium` much of it, `low` a little; `info` says
 * what is without effect.
 */
export type Severity = 'high' | 'medium' | 'low' | 'info'

/** One thing to look for, as data. */
export interface Rule {
  readonly rule: string
  readonly severity: Severity
  /** The specification or research behind it. */
  readonly reference: string
  /** Every place in the policy that it applies to. */
  check(policy: View): readonly Place[]
}

/** One place, and what is to be said of it. */
export interface Place {
  readonly header: string
  /** As the option is typed: `csp.script-src[1]`. */
  readonly path: string
  /** What is weak or without effect, in plain words. */
  readonly message: string
  /** What to write instead. */
  readonly fix: string
  /** Where it differs from the rule's. */
  readonly severity?: Severity
}
