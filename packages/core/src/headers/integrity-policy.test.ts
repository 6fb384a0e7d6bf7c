import { describe, expect, it } from 'vitest'
import type { SecureOptions } from '../options.js'
import { Secure } from '../secure.js'
import { IntegrityPolicy } from './integrity-policy.js'

const sent = (value: SecureOptions['integrity']) =>
  Object.fromEntries(
    new Secure({ integrity: value } as SecureOptions).entries().filter(([name]) => name.startsWith('Integrity-Policy')),
  )
const integrity = () => new IntegrityPolicy()

describe('IntegrityPolicy', () => {
  it.each<[what: string, value: SecureOptions['integrity'], written: string]>([
    ['destinations', { 'blocked-destinations': ['script', 'style'] }, 'blocked-destinations=(script style)'],
    ['no destinations', { endpoints: ['a'] }, 'blocked-destinations=(script), endpoints=(a)'],
    ['sources', { sources: ['inline'] }, 'blocked-destinations=(script), sources=(inline)'],
    ['a raw value', 'blocked-destinations=(style script),endpoints=(a)', 'blocked-destinations=(style script), endpoints=(a)'],
  ])('writes %s', (_, value, written) => {
    expect(sent(value)).toEqual({ 'Integrity-Policy': written })
  })

  it.each<[calls: string, make: () => IntegrityPolicy, written: string]>([
    [
      'the methods',
      () => integrity().blockedDestinations('style').endpoints('a', 'b'),
      'blocked-destinations=(style), endpoints=(a b)',
    ],
    [
      'destinations of several calls',
      () => integrity().blockedDestinations('script').blockedDestinations('style'),
      'blocked-destinations=(script style)',
    ],
    ['a destination in the place of the default', () => integrity().blockedDestinations('style'), 'blocked-destinations=(style)'],
    [
      'endpoints of several calls, each once',
      () => integrity().endpoints('a').sources('inline').endpoints('b', 'a'),
      'blocked-destinations=(script), sources=(inline), endpoints=(a b)',
    ],
    ['what is left', () => new IntegrityPolicy({ endpoints: ['a'] }).remove('endpoints'), 'blocked-destinations=(script)'],
    ['what reportOnly(false) enforces again', () => integrity().reportOnly().reportOnly(false), 'blocked-destinations=(script)'],
    ['set()', () => integrity().set('blocked-destinations=(style)'), 'blocked-destinations=(style)'],
  ])('writes %s', (_, make, written) => {
    expect(sent(make())).toEqual({ 'Integrity-Policy': written })
  })

  it('is sent as report-only, by itself or beside the enforced policy', () => {
    expect(sent(new IntegrityPolicy().reportOnly())).toEqual({
      'Integrity-Policy-Report-Only': 'blocked-destinations=(script)',
    })
    expect(sent([{}, { 'blocked-destinations': ['style'], reportOnly: true }])).toEqual({
      'Integrity-Policy': 'blocked-destinations=(script)',
      'Integrity-Policy-Report-Only': 'blocked-destinations=(style)',
    })
  })

  it('keeps apart the endpoints of the enforced policy and of the report-only one', () => {
    expect(sent([{ endpoints: ['a'] }, { endpoints: ['b'], reportOnly: true }])).toEqual({
      'Integrity-Policy': 'blocked-destinations=(script), endpoints=(a)',
      'Integrity-Policy-Report-Only': 'blocked-destinations=(script), endpoints=(b)',
    })
  })

  it('adds to what the policy blocks when an override extends it', () => {
    const extended = new Secure({ integrity: true }).with({ integrity: (inherited) => inherited.blockedDestinations('style') })
    expect(extended.headers()['Integrity-Policy']).toBe('blocked-destinations=(script style)')
  })

  it.each<[what: string, value: unknown, code: string, path: string, fix?: string]>([
    [
      'an unknown destination',
      { 'blocked-destinations': ['scripts'] },
      'ERR_SECURE_UNKNOWN_VALUE',
      'integrity.blocked-destinations[0]',
      'Did you mean script?',
    ],
    ['no destination', { 'blocked-destinations': [] }, 'ERR_SECURE_MISSING', 'integrity.blocked-destinations'],
    [
      'an unknown source, which makes browsers drop the policy',
      { sources: ['external'] },
      'ERR_SECURE_UNKNOWN_VALUE',
      'integrity.sources[0]',
    ],
    [
      'a single destination without a list',
      { 'blocked-destinations': 'script' },
      'ERR_SECURE_TYPE',
      'integrity.blocked-destinations',
    ],
    [
      'a key of JavaScript',
      { blockedDestinations: ['script'] },
      'ERR_SECURE_UNKNOWN_OPTION',
      'integrity.blockedDestinations',
      'Did you mean blocked-destinations?',
    ],
    ['quoted members', 'blocked-destinations=("script")', 'ERR_SECURE_SYNTAX', 'integrity.blocked-destinations'],
    ['a bare member', 'blocked-destinations=script', 'ERR_SECURE_SYNTAX', 'integrity.blocked-destinations'],
    ['an unknown member', 'blocked-destinations=(script), blocked=()', 'ERR_SECURE_UNKNOWN_OPTION', 'integrity.blocked'],
    ['a value that blocks nothing', 'endpoints=(a)', 'ERR_SECURE_MISSING', 'integrity'],
    [
      'a parameter, which would get lost',
      'blocked-destinations=(script;a)',
      'ERR_SECURE_SYNTAX',
      'integrity.blocked-destinations',
    ],
    ['a line break', 'blocked-destinations=(script)\r\nX: 1', 'ERR_SECURE_CHARACTERS', 'integrity'],
  ])('refuses %s', (_, value, code, path, fix) => {
    const refusal = { code, path, ...(fix !== undefined && { fix }) }
    expect(() => sent(value as never)).toThrow(expect.objectContaining(refusal))
  })

  it.each<[call: string, attempt: () => unknown, code: string, path: string]>([
    ['endpoints()', () => integrity().endpoints('x y'), 'ERR_SECURE_CHARACTERS', 'endpoints[0]'],
    [
      'blockedDestinations()',
      () => integrity().blockedDestinations('script', 'x' as never),
      'ERR_SECURE_UNKNOWN_VALUE',
      'blockedDestinations[1]',
    ],
    ['remove()', () => integrity().remove('blocked-destinations' as never), 'ERR_SECURE_UNKNOWN_VALUE', 'remove'],
  ])('names the method in the path of a mistake: %s', (_, attempt, code, path) => {
    expect(attempt).toThrow(expect.objectContaining({ code, path }))
  })
})
