import { deepFreeze } from './deep-freeze.js'
import type { SecureOptions } from './options.js'

/** A preset by its name, as a spread carries it along. */
export interface Preset {
  readonly name: string
  readonly options: SecureOptions
}

/** Under symbols, a preset each, because presets are plain data and spreads of several copy them all. */
const keyOf = (name: string) => Symbol.for(`@secure/core/preset ${name}`)
const PREFIX = /^@secure\/core\/preset /

/** Gives options the name that `explain` shows. */
export function preset<const Options extends SecureOptions>(name: string, options: Options): Options {
  const named = { ...options, [keyOf(name)]: { name, options } }
  deepFreeze(options)
  return Object.freeze(named)
}

/** The presets that options are, or were spread from, the last one first. */
export function presetsOf(options: object): readonly Preset[] {
  return Object.getOwnPropertySymbols(options)
    .filter(({ description = '' }) => PREFIX.test(description))
    .map((key) => (options as Record<symbol, Preset>)[key] as Preset)
    .reverse()
}
