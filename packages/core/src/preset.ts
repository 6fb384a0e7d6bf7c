import type { SecureOptions } from './options.js'

/** A preset by its name, as a spread carries it along. */
export interface Preset {
  readonly name: string
  readonly options: SecureOptions
}

/** The key under which a preset names itself; a symbol, because presets are plain data and a spread copies it. */
const PRESET = Symbol.for('@secure/core/preset')

/** Gives options the name that `explain` shows. */
export function preset<const Options extends SecureOptions>(name: string, options: Options): Options {
  return Object.freeze({ ...options, [PRESET]: { name, options } })
}

/** The preset that options are, or were spread from. */
export function presetOf(options: object): Preset | undefined {
  return (options as { [PRESET]?: Preset })[PRESET]
}
