/** What other copies may ask of a copy. */
interface Copy {
  /** The nonce of a response, where this copy's policy bears one there. */
  nonceOf?(response: object): string | undefined
}

const WITH_POLICIES = Symbol.for('@secure/core/copies')
const everywhere = globalThis as { [WITH_POLICIES]?: Set<Copy> }
const thisCopy: Copy = {}

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

/** Lets other copies ask this one for nonces. */
export function answerCopies(nonceOf: NonNullable<Copy['nonceOf']>): void {
  thisCopy.nonceOf = nonceOf
}

/** The nonce of a response that another copy's policy is on. */
export function askCopies(response: object): string | undefined {
  for (const copy of everywhere[WITH_POLICIES] ?? []) {
    const nonce = copy === thisCopy ? undefined : copy.nonceOf?.(response)
    if (nonce !== undefined) return nonce
  }
  return undefined
}
