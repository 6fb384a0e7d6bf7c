import { deepFreeze } from './deep-freeze.js'
import type { SecureOptions } from './options.js'

/** A preset by its name, or a part of one, as a spread carries it along. */
export interface Preset {
  readonly name: string
  readonly data: { readonly [key: string]: unknown }
}

/** Under symbols, one per preset, because presets are plain data and a spread of several copies them all. */
const keyOf = (name: string) => Symbol.for(`@secure/core/preset ${name}`)
const PREFIX = /^@secure\/core\/preset /

/** Gives options the name that `explain` shows. */
export function preset<const Options extends SecureOptions>(name: string, options: Options): Options {
  return marked(name, deepFreeze(options))
}

/** Marks every object in the data too, because each may be spread by itself. */
function marked<Data>(name: string, data: Data): Data {
  if (typeof data !== 'object' || Array.isArray(data)) return data
  const parts = Object.entries(data as object).map(([key, part]) => [key, marked(name, part)])
  return Object.freeze({ ...Object.fromEntries(parts), [keyOf(name)]: { name, data } })
}

/** The presets that plain data is, or was spread from, the last one first. */
export function presetsOf(data: object): readonly Preset[] {
  return Object.getOwnPropertySymbols(data)
    .filter(({ description = '' }) => PREFIX.test(description))
    .map((key) => (data as Record<symbol, Preset>)[key] as Preset)
    .reverse()
}

/** The presets that the value of one option was spread from. */
export function presetsOfOption(option: string, value: unknown): readonly Preset[] {
  if (Array.isArray(value)) return value.flatMap((one) => presetsOfOption(option, one))
  if (typeof value !== 'object' || value === null) return []
  return presetsOf(value).map(({ name, data }) => ({ name, data: { [option]: data } }))
}

/** What plain data says; where that is `undefined`, what a preset that it was spread over says, or nothing. */
export function entriesOf(data: object): [key: string, value: unknown][] {
  const behind = new Map(
    presetsOf(data)
      .flatMap((preset) => Object.entries(preset.data))
      .reverse(),
  )
  return Object.entries(data)
    .map(([key, value]): [string, unknown] => [key, value === undefined ? behind.get(key) : value])
    .filter(([, value]) => value !== undefined)
}
