import type { View } from './view.js'

/**
 * How much a finding matters: `high` removes the protection, `medium` weakens it much, `low` a little, or does not do what its
 * author meant; `info` is for what is harmless, or could be better.
 */
export type Severity = 'high' | 'medium' | 'low' | 'info'

/** One thing to look for, as data: of one severity, or usually of one and at times of others. */
export type Rule<Usual extends Severity = Severity, Other extends Severity = never> = {
  readonly rule: string
  readonly severity: Usual
  /** The specification or research behind it. */
  readonly reference: string
  /** Every place in the policy that it applies to. */
  check(policy: View): readonly Place<[Other] extends [never] ? never : Usual | Other>[]
} & ([Other] extends [never] ? unknown : { readonly or: Readonly<Record<Other, When>> })

/** When a finding is of that severity, in words that go after its name. */
export type When = string

/** One place, and what is to be said about it. */
export interface Place<Named extends Severity = never> {
  readonly header: string
  /** As the option is typed: `csp.script-src[1]`. */
  readonly path: string
  /** What is weak or without effect, in plain words. */
  readonly message: string
  /** What to write instead. */
  readonly fix: string
  /** Where it may differ from the rule's. */
  readonly severity?: Named
}
