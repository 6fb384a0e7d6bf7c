import { notInList } from '../check-values.js'
import type { SecureHeadersError } from '../errors.js'
import { HEADER_CLASSES } from '../header-classes.js'
import { removedAnyway, SETTINGS } from './read-settings.js'

const KEYS = [...HEADER_CLASSES.map(({ definition }) => definition.option), ...SETTINGS.keys()]

/** Options that are looked for under names that are not those of a header. */
const OTHER_NAMES: readonly (readonly [names: RegExp, option: string])[] = [
  [/reporturi$/, 'reporting'],
  [/^removeh/, 'remove'],
  [/headers?$/, 'custom'],
]

/** What to do about names that are of no option; `NAME` stands for the name. */
const ADVICE: readonly (readonly [names: RegExp, advice: string])[] = [
  [/nonce/, 'Put NONCE into csp: that makes nonces.'],
  [/^(?:expectct|hpkp|hostpkp|publickeypins)$/, 'Leave it out: it is gone from browsers.'],
  [/^global$/, 'Register the plugin in the scope that should have the headers.'],
  [/^presets?$/, 'Spread a preset: { ...strict }.'],
  [/^(?:basic|balanced|strict|api|owasp)$/, 'Spread the preset: { ...NAME }.'],
  [/^cors$/, 'That takes middleware of its own.'],
]

/** What helmet has on by default, with values that need not be our defaults. */
const HELMETS = /^(?:csp|hsts|xfo|xxp|content|referrer|coop|corp|dnsPrefetch|download|crossDomain)$/

/** The error for a key that is not an option, with what was meant by it. */
export function unknownOption(key: string, value: unknown): SecureHeadersError {
  const fix = adviceOn(key, value)
  const details = { expected: `one of ${KEYS.join(', ')}`, fix }
  return notInList('ERR_SECURE_UNKNOWN_OPTION', key, fix === undefined ? KEYS : [], details)
}

function adviceOn(key: string, value: unknown): string | undefined {
  const folded = fold(key)
  if (folded === 'reportonly') return 'Write it in its header: csp: { reportOnly: true }.'
  // The name of a header's report-only form means the same option.
  const wanted = folded.replace(/reportonly$/, '')
  if (wanted.endsWith('poweredby')) return removedAnyway(key)
  const named = HEADER_CLASSES.find(
    ({ definition: { option, header, knownAs = [] } }) =>
      header !== '' && [option, header, header.replace('X-', ''), ...knownAs].some((name) => fold(name) === wanted),
  )
  const option = named?.definition.option ?? OTHER_NAMES.find(([names]) => names.test(wanted))?.[1]
  if (option === undefined) return ADVICE.find(([names]) => names.test(wanted))?.[1].replace('NAME', wanted)
  if (wanted !== folded) return `Did you mean ${option} with reportOnly: true?`
  const helmets = value === true && HELMETS.test(option) && /^[a-z]+[A-Z]/.test(key)
  return `Did you mean ${option}?${helmets ? ' For what helmet sends, spread the preset basic instead.' : ''}`
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '')
}
