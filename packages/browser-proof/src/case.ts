import type { OverrideOptions, SecureOptions } from '@secure/core'
import type { Framework } from './adapters/index.js'
import type { Addresses, Received, Routes } from './site/site.js'

/** What a case looks at while it runs. */
export interface Scene {
  readonly at: Addresses
  /** Evaluates an expression in the page that the tab shows, awaiting a promise. */
  readonly read: (expression: string) => Promise<unknown>
  readonly go: (address: string) => Promise<void>
  readonly reload: () => Promise<void>
  readonly back: () => Promise<void>
  /** What has arrived at the site and at the attacker, in order. */
  readonly received: { readonly site: readonly Received[]; readonly attacker: readonly Received[] }
}

/** An expression for the page, or a look at what the servers have received. */
export type Evidence = string | ((scene: Scene) => boolean | Promise<boolean>)

export type EngineName = 'chromium' | 'firefox' | 'webkit'

/**
 * - `enforced`: the attack succeeds without the header and is stopped with it.
 * - `ignored`: it succeeds either way.
 * - `impossible`: it fails even without the header, so the case proves nothing here.
 */
export type Verdict = 'enforced' | 'ignored' | 'impossible'

/** For every response, or for the case's route. */
export type CasePolicy = SecureOptions | OverrideOptions

/** One attack: its pages, and what shows that it succeeded. */
export interface Case {
  readonly name: string
  /** The header that is on trial, as on the wire. */
  readonly header: string
  /** The option of `secure()` that sends it. */
  readonly option: keyof SecureOptions
  /** What `secure()` is given; every other header is off. */
  readonly policy: CasePolicy | ((at: Addresses) => CasePolicy)
  /** What the control is given instead of nothing, where a browser protects by default or a second header is needed. */
  readonly control?: SecureOptions | ((at: Addresses) => SecureOptions)
  readonly framework: Framework
  /** Whether this is the attack that any sensible value of the header stops: the short form, and what presets are held to. */
  readonly main?: true
  /** Serve over TLS, under a name that is not localhost. */
  readonly tls?: true
  /** The only route that bears the policy, as an override; without it every response does. */
  readonly route?: string
  /** What every response bears beneath the route's policy, in the control too. */
  readonly base?: (at: Addresses) => SecureOptions
  readonly site: (at: Addresses) => Routes
  readonly attacker?: (at: Addresses) => Routes
  /** What the tab does; without it, it opens the site's `/`. */
  readonly steps?: (scene: Scene) => Promise<void>
  /** True once the attack has succeeded. */
  readonly attacked?: Evidence
  /** For a header that grants something: true once it has; then its absence is the attack. */
  readonly granted?: Evidence
  /** True once the site's own part of the page works, both in the control and under the header. */
  readonly works?: Evidence
  /** Where an engine behaves differently, and the reason that was found. */
  readonly except?: Partial<Record<EngineName, { readonly verdict: Exclude<Verdict, 'enforced'>; readonly reason: string }>>
  /** Where a page is protected without the header too, and why: the control then has a header that gives the protection up. */
  readonly byDefault?: Partial<Record<EngineName, string>>
  /** Serves the control with this listener, where leaving out a header is not what makes it unsafe. */
  readonly careless?: 'fresh-nonce-on-304'
}
