const WITH_POLICIES = Symbol.for('@secure/core/copies')
const everywhere = globalThis as { [WITH_POLICIES]?: Set<object> }
const thisCopy = {}

/** Where to look when an object belongs to another copy. */
export const TWO_COPIES = 'Two copies are loaded: see npm ls @secure/core'

/** Notes that this copy of the package has a policy in use. */
export function notePolicy(): void {
  everywhere[WITH_POLICIES] ??= new Set()
  everywhere[WITH_POLICIES].add(thisCopy)
}

/** Whether another copy has a policy in use, which this one cannot read. */
export function hasOtherPolicies(): boolean {
  return [...(everywhere[WITH_POLICIES] ?? [])].some((copy) => copy !== thisCopy)
}
