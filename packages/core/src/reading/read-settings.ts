import { oneOf } from '../check-values.js'
import type { Settings } from '../decisions.js'
import { SecureHeadersError, within } from '../errors.js'
import { policyHeaderName } from '../header-name.js'
import { Reporting } from '../headers/reporting.js'

/** How to read the options that are not about a single header. */
export const SETTINGS: ReadonlyMap<string, (value: unknown) => Settings> = new Map<string, (value: unknown) => Settings>([
  ['reporting', (value) => ({ reporting: readReporting(value) })],
  ['remove', (value) => ({ remove: readRemove(value) })],
  ['mode', (value) => ({ mode: readMode(value) })],
])

function readReporting(value: unknown): Reporting | false {
  return value === false || value === null ? false : Reporting.from(value)
}

function readRemove(value: unknown): readonly string[] {
  if (value === false || value === null) return []
  if (Array.isArray(value))
    return Object.freeze([...value].map((name, index) => within(`[${index}]`, () => policyHeaderName(name))))
  throw new SecureHeadersError({
    code: 'ERR_SECURE_TYPE',
    expected: 'a list of header names',
    received: value,
    fix: value === true ? removedAnyway('it') : value && typeof value === 'string' ? `Write ['${value}'].` : undefined,
  })
}

/** Advice about what was written to have X-Powered-By removed. */
export function removedAnyway(written: string): string {
  return `X-Powered-By is removed unless you say remove: false; leave ${written} out.`
}

function readMode(value: unknown): 'defer' | 'enforce' {
  return oneOf(value, ['defer', 'enforce'], "'defer' or 'enforce'")
}
