import { plainObject } from '../check-shapes.js'
import { type Decided, Decisions, type Extension, type Override, type Settings } from '../decisions.js'
import { within } from '../errors.js'
import { HEADER_CLASSES } from '../header-classes.js'
import type { Header, HeaderClass } from '../headers/header.js'
import { checkOwners } from '../one-owner.js'
import { presetsOf } from '../preset.js'
import { checkReporting } from './check-reporting.js'
import { readOption } from './read-option.js'
import { SETTINGS } from './read-settings.js'
import { refuseOnEveryResponse } from './refuse-on-every-response.js'
import { refusePolicies } from './refuse-policies.js'
import { tryExtension } from './try-extension.js'
import { unknownOption } from './unknown-option.js'

const BY_OPTION: ReadonlyMap<string, HeaderClass> = new Map(HEADER_CLASSES.map((header) => [header.definition.option, header]))

/** Reads the options of a whole policy, in any form. */
export function readOptions(options: unknown): Decisions {
  const decisions = read(options, 'option') as Decisions
  refuseOnEveryResponse(decisions)
  checkReporting(decisions)
  return decisions
}

/** Reads a layer's changes: functions of the inherited builder too, and what must not be on every response. */
export function readOverride(options: unknown): Override {
  const decisions = read(options, 'override')
  checkReporting(decisions)
  return decisions
}

function read(options: unknown, by: 'option' | 'override'): Override {
  const decided = new Map<string, Decided | Extension>()
  /** What functions make of an untouched builder. */
  const tried = new Map<string, readonly Header[]>()
  const settings: Settings = {}
  let presets: ReturnType<typeof presetsOf> | undefined
  refusePolicies(options, by)
  const expected = by === 'option' ? 'an options object or a Secure' : 'an options object'
  const given = plainObject(options, expected, isInstance(options) ? CALL_IT : undefined)
  for (const [key, typed] of given) {
    const value = typed === undefined ? ofPreset(options as object, key) : typed
    if (value === undefined) continue
    within(key, () => {
      const header = BY_OPTION.get(key)
      const readSetting = SETTINGS.get(key)
      if (readSetting !== undefined) Object.assign(settings, readSetting(value))
      else if (header === undefined) throw unknownOption(key)
      else if (by === 'override' && typeof value === 'function') {
        tried.set(key, tryExtension(header, value as Extension))
        decided.set(key, value as Extension)
      } else {
        const builders = readOption(header, value)
        presets ??= presetsOf(options as object)
        decided.set(key, presets.length === 0 ? { builders, by } : { builders, by, presets })
      }
    })
  }
  const [, remove] = given.find(([key]) => key === 'remove') ?? []
  // A preset's list yields to what is typed beside it.
  const typed = remove !== undefined && presetsOf(options as object).every((preset) => preset.options.remove !== remove)
  const decisions = new Decisions(decided, Object.keys(settings).length > 0 ? settings : undefined)
  checkOwners(decisions, by, tried, typed ? settings.remove : [])
  return decisions
}

/** What a preset says that was spread and then, by `undefined`, neither confirmed nor changed. */
function ofPreset(options: object, key: string): unknown {
  const values = presetsOf(options).map((preset) => (preset.options as Readonly<Record<string, unknown>>)[key])
  return values.find((value) => value !== undefined)
}

const CALL_IT = 'Give plain data or a preset; as a middleware it is called: secure(), override({ … }).'

function isInstance(options: unknown): boolean {
  return typeof options === 'object' && options !== null && !Array.isArray(options)
}
