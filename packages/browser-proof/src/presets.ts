import { Secure, type SecureOptions } from '@secure/core'
import { api, balanced, basic, owasp, strict } from '@secure/core/presets'
import type { Case } from './case.js'
import { CASES } from './cases/index.js'

/** Every preset. */
export const PRESETS: Readonly<Record<string, SecureOptions>> = { basic, balanced, strict, api, owasp }

/** The names of the headers that a policy sends. */
export const headersOf = (policy: SecureOptions): readonly string[] => Object.keys(new Secure(policy).headers())

/** The attacks that a preset is held to, each under the preset's own value of the one header. */
export function casesOf(preset: string, policy: SecureOptions = PRESETS[preset] as SecureOptions): readonly Case[] {
  const sent = new Set(headersOf(PRESETS[preset] as SecureOptions))
  return CASES.filter(({ main, header }) => main && sent.has(header)).map((one) => ({
    ...one,
    name: `${preset}: ${one.name}`,
    policy: { [one.option]: policy[one.option] ?? true },
    // What a page may do under the preset is for the other proofs.
    works: () => true,
  }))
}

/** The options that are behind these attacks. */
export const optionsOf = (cases: readonly Case[]): readonly (keyof SecureOptions)[] => [
  ...new Set(cases.map(({ option }) => option)),
]
