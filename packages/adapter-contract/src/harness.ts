import type { SecureOptions } from '@secure/core'
import type { Protocol, Running } from '@secure/loopback'

/** What one app of a harness is made with. */
export interface Setup {
  /** The options of `secure()`; `undefined` leaves Secure out. */
  readonly policy: SecureOptions | undefined
  /** Whether the framework's usual header middleware (helmet and its kin) stands in the place of `secure()`. */
  readonly peer?: boolean
  /** The options of a second `secure()`, on everything under `/nested`. */
  readonly nested?: SecureOptions
  /** Whether the policy is attached to the server too. */
  readonly attach?: boolean
  /** The framework's own trust-proxy setting. */
  readonly trustProxy?: boolean
  readonly protocol?: Protocol
  /** A server whose replies `/proxy` passes on, whatever is in their head. */
  readonly upstream: string
}

/** What middleware before `secure()` answers, and how: a path that throws, one that refuses, one for a preflight. */
export const EARLY: Readonly<Record<string, 'throws' | 401 | 204>> = {
  '/early-throw': 'throws',
  '/early-refusal': 401,
  '/early-preflight': 204,
}

/**
 * How one framework takes part: an app with every route of `scenarios.ts`, in the framework's own idiom.
 *
 * A route that the framework cannot have is named under `cannot`, with the reason; the documentation lists it.
 */
export interface Harness {
  readonly name: string
  /** The usual header middleware of the framework. */
  readonly peer: string
  /** What its servers speak; none where there is no server and no Node response, only `fetch`. */
  readonly protocols: readonly Protocol[]
  readonly start: (setup: Setup) => Promise<Running>
  /** Declares a route with the override `{ xfo: 'DENNY' }`. */
  readonly declareBadOverride: () => Promise<unknown>
  /** Scenario id, or `trust-proxy` → why it has no meaning in this framework. */
  readonly cannot: Readonly<Record<string, string>>
  /** Scenario id → what the framework answers, where that is not the scenario's own status. */
  readonly statuses?: Readonly<Record<string, number>>
  /** Headers that the framework itself sets on a scenario, which therefore win: scenario id, or the name of an early path → keys. */
  readonly frameworkSets?: Readonly<Record<string, readonly string[]>>
}
