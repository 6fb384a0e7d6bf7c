import type { Severity } from './rule.js'

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
