import { unknown } from '../check.js'
import type { SecureHeadersError } from '../errors.js'
import { HEADER_CLASSES } from '../header-classes.js'
import { SETTINGS } from './read-settings.js'

const KEYS = [...HEADER_CLASSES.map(({ definition }) => definition.option), ...SETTINGS.keys()]

/** The error for a key that is no option, and what was meant by it. */
export function unknownOption(key: string): SecureHeadersError {
  const fold = (name: string) => name.toLowerCase().replace(/[^a-z]/g, '')
  if (fold(key) === 'reportonly') {
    const fix = 'It stands in the header that it is about: csp: { …, reportOnly: true }.'
    return unknown('ERR_SECURE_UNKNOWN_OPTION', key, [], { expected: `one of ${KEYS.join(', ')}`, fix })
  }
  // The report-only form is the option's too.
  const wanted = fold(key).replace(/reportonly$/, '')
  const named = HEADER_CLASSES.find(
    ({ definition: { header, knownAs = [] } }) => header !== '' && [header, ...knownAs].some((name) => fold(name) === wanted),
  )
  if (wanted.endsWith('poweredby')) {
    const fix = `X-Powered-By is removed unless you say otherwise: leave ${key} out.`
    return unknown('ERR_SECURE_UNKNOWN_OPTION', key, [], { expected: `one of ${KEYS.join(', ')}`, fix })
  }
  const option = named?.definition.option ?? (wanted.endsWith('reporturi') ? 'reporting' : undefined)
  const only = fold(key).endsWith('reportonly') ? ' with reportOnly: true' : ''
  const details = { expected: `one of ${KEYS.join(', ')}`, fix: option && `Did you mean ${option}${only}?` }
  return unknown('ERR_SECURE_UNKNOWN_OPTION', key, option === undefined ? KEYS : [], details)
}
