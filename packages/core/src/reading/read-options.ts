import { plainObject } from '../check-shapes.js'
import { type Decided, Decisions, type Extension, type Override, type Settings } from '../decisions.js'
import { within } from '../errors.js'
import { HEADER_CLASSES } from '../header-classes.js'
import type { Header, HeaderClass } from '../headers/header.js'
import { checkOwners } from '../one-owner.js'
import { type Preset, presetsOf, presetsOfOption } from '../preset.js'
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

/**
 * Reads a layer's changes, which may include functions of the inherited builder and what must not be on every response. `inForce`
 * is what they will be laid over, where that is known.
 */
export function readOverride(options: unknown, inForce?: Decisions): Override {
  const decisions = read(options, 'override', inForce)
  checkReporting(decisions)
  return decisions
}

type By = 'option' | 'override'
/** The options by key, without what is left out. */
type Said = readonly (readonly [key: string, value: unknown])[]

function read(options: unknown, by: By, inForce?: Decisions): Override {
  refusePolicies(options, by)
  const said = plainObject(
    options,
    by === 'option' ? 'an options object or a Secure' : 'an options object',
    CALL_IT,
    'Give plain data or a preset.',
  )
  const presets = presetsOf(options as object)
  const { decided, tried, settings } = readEach(said, by, presets, inForce)
  const decisions = new Decisions(decided, settings)
  checkOwners(decisions, by, tried, removesOfItsOwn(said, presets) ? settings?.remove : [])
  return decisions
}

const CALL_IT = 'Give plain data or a preset; as a middleware it is called: secure(), override({ … }).'

/** Whether `remove` is typed beside the other options: the list of a preset yields to them. */
function removesOfItsOwn(said: Said, presets: readonly Preset[]): boolean {
  const [, remove] = said.find(([key]) => key === 'remove') ?? []
  return presets.every(({ data }) => data.remove !== remove)
}

interface Read {
  readonly decided: ReadonlyMap<string, Decided | Extension>
  /** What functions make of an untouched builder. */
  readonly tried: ReadonlyMap<string, readonly Header[]>
  readonly settings: Settings | undefined
}

/** Reads one option after the other, so that the first mistake is the one that is reported. */
function readEach(said: Said, by: By, presets: readonly Preset[], inForce: Decisions | undefined): Read {
  const decided = new Map<string, Decided | Extension>()
  const tried = new Map<string, readonly Header[]>()
  let settings: Settings | undefined
  for (const [key, value] of said) {
    within(key, () => {
      const header = BY_OPTION.get(key)
      const readSetting = SETTINGS.get(key)
      if (readSetting !== undefined) settings = { ...settings, ...readSetting(value) }
      else if (header === undefined) throw unknownOption(key, value)
      else if (by === 'override' && typeof value === 'function') {
        tried.set(key, tryExtension(header, value as Extension, inForce?.sent(key)))
        decided.set(key, value as Extension)
      } else {
        const builders = readOption(header, value)
        const own = presetsOfOption(key, value)
        const from = own.length === 0 ? presets : own
        decided.set(key, from.length === 0 ? { builders, by } : { builders, by, presets: from })
      }
    })
  }
  return { decided, tried, settings }
}
