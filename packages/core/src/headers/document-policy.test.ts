import registry from '@secure/platform-data/registry.json' with { type: 'json' }
import { describe, expect, it } from 'vitest'
import type { SecureOptions } from '../options.js'
import { Secure } from '../secure.js'
import { DocumentPolicy } from './document-policy.js'

const sent = (documentPolicy: SecureOptions['documentPolicy']) =>
  Object.fromEntries(
    new Secure({ documentPolicy } as SecureOptions).entries().filter(([name]) => name.startsWith('Document-Policy')),
  )
const start = () => new DocumentPolicy({ 'sync-xhr': false })

describe('DocumentPolicy', () => {
  it('has a method for each configuration point of the registry', () => {
    const names = registry.headers.find(({ name }) => name === 'Document-Policy')?.values as string[]
    for (const name of names) {
      const method = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
      const builder = start() as unknown as Record<string, (value?: boolean) => DocumentPolicy>
      expect(String(builder[method]?.(true))).toContain(name)
    }
  })

  it.each<[what: string, value: SecureOptions['documentPolicy'], written: string]>([
    ['booleans', { 'force-load-at-top': true, 'sync-xhr': false }, 'force-load-at-top, sync-xhr=?0'],
    ['an endpoint of a single point', { 'sync-xhr': { value: false, reportTo: 'a' } }, 'sync-xhr=?0;report-to=a'],
    [
      'the same of a raw value',
      'sync-xhr=?0;report-to=a, js-profiling;report-to="b"',
      'sync-xhr=?0;report-to=a, js-profiling;report-to=b',
    ],
    ['unknown points', { customPoints: { future: 1.5, other: true } }, 'future=1.5, other'],
    ['a raw value', 'sync-xhr=?0,force-load-at-top, *;report-to=a', 'sync-xhr=?0, force-load-at-top, *;report-to=a'],
  ])('writes %s', (_, value, written) => {
    expect(sent(value)).toEqual({ 'Document-Policy': written })
  })

  it.each<[calls: string, make: () => DocumentPolicy, written: string]>([
    ['the methods', () => start().forceLoadAtTop().jsProfiling(false), 'sync-xhr=?0, force-load-at-top, js-profiling=?0'],
    ['an endpoint', () => start().reportTo('a'), 'sync-xhr=?0, *;report-to=a'],
    [
      'an endpoint of a single point, by its method',
      () => new DocumentPolicy({ 'js-profiling': true }).syncXhr(false, 'a'),
      'js-profiling, sync-xhr=?0;report-to=a',
    ],
    [
      'an endpoint of an unknown point',
      () => start().customPoint('future', 2, 'a').customPoint('other', true, 'b').reportTo('c'),
      'sync-xhr=?0, future=2;report-to=a, other;report-to=b, *;report-to=c',
    ],
    ['customPoint()', () => start().customPoint('future', 2), 'sync-xhr=?0, future=2'],
    [
      'an endpoint after the points, whenever it was named',
      () => new DocumentPolicy().reportTo('a').jsProfiling(),
      'js-profiling, *;report-to=a',
    ],
    ['what is left', () => new DocumentPolicy().forceLoadAtTop().syncXhr(false).remove('sync-xhr'), 'force-load-at-top'],
    ['an unknown point before a known one', () => new DocumentPolicy().customPoint('x-a').syncXhr(false), 'x-a, sync-xhr=?0'],
    [
      'what reportOnly(false) enforces again',
      () => new DocumentPolicy().reportOnly().reportOnly(false).jsProfiling(),
      'js-profiling',
    ],
    ['set()', () => start().set('js-profiling'), 'js-profiling'],
  ])('writes %s', (_, make, written) => {
    expect(sent(make())).toEqual({ 'Document-Policy': written })
  })

  it('comes back from its own JSON', () => {
    const policy = start().jsProfiling(true, 'a').customPoint('future', 2, 'b').reportTo('c').reportOnly()
    expect(DocumentPolicy.from(JSON.parse(JSON.stringify(policy))).fields()).toEqual(policy.fields())
  })

  it('is sent as report-only, by itself or beside the enforced policy', () => {
    expect(sent(start().reportOnly())).toEqual({ 'Document-Policy-Report-Only': 'sync-xhr=?0' })
    expect(sent([{ 'sync-xhr': true }, { 'sync-xhr': false, reportOnly: true }])).toEqual({
      'Document-Policy': 'sync-xhr',
      'Document-Policy-Report-Only': 'sync-xhr=?0',
    })
  })

  it.each<[what: string, value: unknown, code: string, path: string, fix?: string]>([
    ['true, which has no default', true, 'ERR_SECURE_MISSING', 'documentPolicy'],
    ['an endpoint without any point', { reportTo: 'a' }, 'ERR_SECURE_MISSING', 'documentPolicy'],
    ['an empty policy', {}, 'ERR_SECURE_MISSING', 'documentPolicy'],
    [
      'a misspelt point',
      { 'sync-xrh': false },
      'ERR_SECURE_UNKNOWN_FEATURE',
      'documentPolicy.sync-xrh',
      'Did you mean sync-xhr?',
    ],
    [
      'a point that Chromium took back',
      { 'document-write': false },
      'ERR_SECURE_UNKNOWN_FEATURE',
      'documentPolicy.document-write',
    ],
    ['a number for a boolean', { 'sync-xhr': 0 }, 'ERR_SECURE_TYPE', 'documentPolicy.sync-xhr'],
    ['a custom value that is no number', { customPoints: { a: 'b' } }, 'ERR_SECURE_TYPE', 'documentPolicy.customPoints.a'],
    ['a number with four decimals', { customPoints: { a: 0.0001 } }, 'ERR_SECURE_TYPE', 'documentPolicy.customPoints.a'],
    ['an upper-case name', { customPoints: { A: 1 } }, 'ERR_SECURE_CHARACTERS', 'documentPolicy.customPoints.A'],
    ['an endpoint with a space', { 'sync-xhr': true, reportTo: 'a b' }, 'ERR_SECURE_CHARACTERS', 'documentPolicy.reportTo'],
    ['a token', 'sync-xhr=no', 'ERR_SECURE_SYNTAX', 'documentPolicy.sync-xhr', 'Write sync-xhr, or sync-xhr=?0 for false.'],
    ['an unknown point with a number', 'sync-xhrr=0', 'ERR_SECURE_UNKNOWN_FEATURE', 'documentPolicy.sync-xhrr'],
    ['a default endpoint without a name', '*, sync-xhr', 'ERR_SECURE_UNKNOWN_FEATURE', 'documentPolicy.*'],
    [
      'a misspelt reportOnly',
      { 'sync-xhr': false, 'report-only': true },
      'ERR_SECURE_UNKNOWN_FEATURE',
      'documentPolicy.report-only',
      'Did you mean reportOnly?',
    ],
    [
      'a bad endpoint of a single point',
      { 'sync-xhr': { value: true, reportTo: '1' } },
      'ERR_SECURE_CHARACTERS',
      'documentPolicy.sync-xhr.reportTo',
    ],
    ['a single point without its value', { 'sync-xhr': { reportTo: 'a' } }, 'ERR_SECURE_TYPE', 'documentPolicy.sync-xhr.value'],
    [
      'a misspelt key of a single point',
      { 'sync-xhr': { value: true, report_to: 'a' } },
      'ERR_SECURE_UNKNOWN_OPTION',
      'documentPolicy.sync-xhr.report_to',
    ],
    ['another parameter', 'sync-xhr;a=b', 'ERR_SECURE_SYNTAX', 'documentPolicy.sync-xhr'],
    ['a line break', 'sync-xhr\r\nX: 1', 'ERR_SECURE_CHARACTERS', 'documentPolicy'],
  ])('refuses %s', (_, value, code, path, fix) => {
    const refusal = { code, path, ...(fix !== undefined && { fix }) }
    expect(() => sent(value as never)).toThrow(expect.objectContaining(refusal))
  })

  it('shows what arrived without any point', () => {
    expect(() => sent({ reportTo: 'a' })).toThrow(expect.objectContaining({ received: '{"reportTo":"a"}' }))
  })

  it.each<[call: string, make: () => unknown, path: string]>([
    ['a number with four decimals', () => start().customPoint('future', 0.0001), 'customPoint'],
    ['the same beside an endpoint', () => start().customPoint('future', 0.0001, 'a'), 'customPoint'],
    ['an endpoint with a space', () => start().customPoint('future', 1, 'a b'), 'customPoint.reportTo'],
    ['plain data for a value', () => start().customPoint('future', { value: 1 } as never), 'customPoint'],
    ['plain data for a known point', () => start().syncXhr({ value: true } as never), 'syncXhr'],
  ])('names the method that is given %s', (_, make, path) => {
    expect(make).toThrow(expect.objectContaining({ path }))
  })

  it('does not drop the last point', () => {
    expect(() => new DocumentPolicy().jsProfiling().remove('js-profiling')).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_MISSING', path: 'remove' }),
    )
  })
})
