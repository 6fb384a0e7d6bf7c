import { describe, expect, it } from 'vitest'
import {
  ContentSecurityPolicy,
  CustomHeaders,
  compile,
  compileOverride,
  type OverrideOptions,
  Secure,
  type StrictTransportSecurity,
} from './index.js'
import { merge } from './merge.js'
import { readOptions, readOverride } from './reading/read-options.js'

const outerOf = (options: object) => readOptions(options)
const over = (outer: object, inner: object) => merge(outerOf(outer), readOverride(inner))
const values = (outer: object, inner: object) =>
  Object.fromEntries(over(outer, inner).fields.map(({ name, value }) => [name, value]))

describe('merge', () => {
  it('takes what the inner layer decides, and what only the outer one does', () => {
    expect(values({ xfo: 'DENY', server: 'outer' }, { server: 'inner', content: true })).toEqual({
      Server: 'inner',
      'X-Frame-Options': 'DENY',
      'X-Content-Type-Options': 'nosniff',
    })
  })

  it('lets nobody decide by polluting the prototype of all objects', () => {
    const decided = new Secure({ xfo: 'DENY' }).toString()
    Object.defineProperty(Object.prototype, 'hsts', { value: { builders: [], by: 'option' }, configurable: true })
    try {
      expect(new Secure().with({ xfo: 'DENY' }).toString()).toBe(decided)
    } finally {
      Reflect.deleteProperty(Object.prototype, 'hsts')
    }
  })

  it('does not send what the inner layer switches off', () => {
    expect(values({ xfo: 'DENY', server: 'x' }, { server: false })).toEqual({ 'X-Frame-Options': 'DENY' })
  })

  it('replaces an array of policies as a whole', () => {
    expect(values({ csp: ['img-src *', 'font-src *'] }, { csp: 'media-src *' })).toEqual({
      'Content-Security-Policy': 'media-src *',
    })
  })

  it('takes removals and mode from the innermost layer that sets them', () => {
    expect(over({ remove: ['Via'], mode: 'enforce' }, {})).toMatchObject({
      removals: ['via'],
      settings: { mode: 'enforce' },
    })
    expect(over({ remove: ['Via'], mode: 'enforce' }, { remove: [], mode: 'defer' })).toMatchObject({
      removals: [],
      settings: { mode: 'defer' },
    })
    expect(over({}, {}).settings.mode).toBeUndefined()
  })

  it('lets an option win over custom in another layer, and sends the header once', () => {
    const both = over({ custom: { 'x-frame-options': 'custom' } as object, xfo: false }, { xfo: 'DENY' })
    expect(both.fields).toEqual([{ name: 'X-Frame-Options', value: 'DENY' }])
  })

  it('calls functions once for each policy in force, with what that policy writes', () => {
    const seen: string[] = []
    const inner = readOverride({ hsts: (hsts: StrictTransportSecurity) => hsts.preload() })
    expect(merge(outerOf({ hsts: true }), inner).fields[0]?.value).toBe('max-age=63072000; includeSubDomains; preload')
    const csp = readOverride({
      csp: (inherited: ContentSecurityPolicy) => {
        seen.push(inherited.toString())
        return inherited.imgSrc('*')
      },
    })
    seen.length = 0
    merge(outerOf({ csp: ['img-src data:', 'font-src *'] }), csp)
    expect(seen).toEqual(['img-src data:', 'font-src *'])
  })

  it('does not change the layers that it merges', () => {
    const outer = outerOf({ csp: 'img-src data:', remove: ['Via'] })
    const inner = readOverride({ csp: (csp: ContentSecurityPolicy) => csp.imgSrc('*'), xfo: 'DENY' })
    merge(outer, inner)
    merge(outer, inner)
    expect(outer.fields.map(({ value }) => value)).toEqual(['img-src data:'])
    expect(merge(outer, inner).fields.map(({ value }) => value)).toEqual(['DENY', 'img-src data: *'])
  })

  it('keeps what the default of cache brings along, until a function changes that default', () => {
    const policy = new Secure()
    expect(policy.with({ cache: (cache) => cache }).headers()).toEqual(policy.headers())
    const changed = policy.with({ cache: (cache) => cache.private() }).headers()
    expect(changed).not.toHaveProperty('Pragma')
    expect(changed).toMatchObject({ 'Cache-Control': 'no-cache, no-store, must-revalidate, max-age=0, private' })
  })

  it('names the option in the path of a function’s mistake', () => {
    const inner = readOverride({ csp: (csp: ContentSecurityPolicy) => csp.remove('script-src').remove('object-src') })
    expect(() => merge(outerOf({ csp: "script-src 'self'" }), inner)).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_MISSING', path: 'csp.remove' }),
    )
  })

  it('shows a function’s mistake where it is declared', () => {
    expect(() => readOverride({ csp: (csp: ContentSecurityPolicy) => csp.imgSrc('self') })).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_UNQUOTED_KEYWORD', path: 'csp.imgSrc[0]' }),
    )
    expect(() => readOverride({ csp: () => new ContentSecurityPolicy() })).not.toThrow()
  })

  it('does not blame a function for the default it was tried on', () => {
    const inner = readOverride({ csp: (csp: ContentSecurityPolicy) => csp.remove('script-src').remove('object-src') })
    expect(merge(outerOf({ csp: "img-src *; script-src 'self'; object-src 'none'" }), inner).fields[0]?.value).toBe('img-src *')
  })
})

describe('custom of a further layer', () => {
  const outer = new Secure({ csp: false, custom: { 'Content-Security-Policy': "default-src 'none'", 'X-Robots-Tag': 'noindex' } })
  const named = (inner: OverrideOptions) =>
    outer
      .with(inner)
      .entries()
      .slice(-3)
      .filter(([name]) => /^(?:content|x-robots|timing)/i.test(name))

  it('is laid over what is there, name by name', () => {
    expect(named({ custom: { 'Timing-Allow-Origin': '*', 'x-robots-tag': 'all' } })).toEqual([
      ['Content-Security-Policy', "default-src 'none'"],
      ['Timing-Allow-Origin', '*'],
      ['x-robots-tag', 'all'],
    ])
    expect(named({ custom: {} })).toEqual(named({}))
  })

  it.each<[what: string, custom: OverrideOptions['custom']]>([
    ['plain data', { 'x-robots-tag': false }],
    ['a builder', new CustomHeaders({ 'x-robots-tag': false })],
    ['a function', (custom) => custom.remove('x-robots-tag')],
  ])('leaves out one of them: %s', (_what, custom) => {
    expect(named({ custom })).toEqual([['Content-Security-Policy', "default-src 'none'"]])
  })

  it('leaves all of them out where it is false, or a function says so', () => {
    expect(named({ custom: false })).toEqual([])
    expect(named({ custom: () => ({}) })).toEqual([])
  })

  it('says as JSON what it leaves out', () => {
    const inner = new Secure({ custom: { 'X-Robots-Tag': false } })
    expect(inner.toJSON().custom).toEqual({ 'X-Robots-Tag': false })
    expect(inner.headers()).toEqual(new Secure().headers())
    expect(named(JSON.parse(JSON.stringify(inner)))).toEqual(named({ custom: { 'X-Robots-Tag': false } }))
  })

  it.each<[what: string, custom: OverrideOptions['custom']]>([
    ['beside a function', { 'X-Robots-Tag': false, 'X-A': 'a' }],
    ['by a function', (custom) => custom.remove('X-Robots-Tag').set('X-A', 'a')],
  ])('says the same once it is compiled, and of lines that are asked for later: %s', (_what, custom) => {
    const inner: OverrideOptions = { custom, xfo: (xfo) => xfo.deny() }
    const compiled = compileOverride(inner).over(compile(outer).alone)
    const expected = outer.with(inner).entries()
    expect(compiled.lines.map(({ name, withoutNonce }) => [name, withoutNonce])).toEqual(expected)
    expect(compiled.block(0, '', false).trim().split('\r\n')).toEqual(expected.map((pair) => pair.join(': ')))
    expect(compileOverride({ hsts: false }).over(compiled).block(0, '', false)).not.toContain('X-Robots-Tag')
  })

  it.each<[what: string, custom: OverrideOptions['custom']]>([
    ['plain data', { 'X-B': 'b' }],
    ['a function', (custom) => custom.set('X-B', 'b')],
  ])('is laid over the outer policy by a policy that was itself changed: %s', (_what, custom) => {
    const inner = new Secure({ custom: { 'X-A': 'a' } }).with({ custom })
    expect(outer.with(inner.toJSON()).headers()).toMatchObject({ 'X-Robots-Tag': 'noindex', 'X-A': 'a', 'X-B': 'b' })
    const laid = compile(inner).over(compile(outer).alone)
    expect(laid.block(0, '', false)).toContain('X-Robots-Tag: noindex')
    expect(compileOverride({ hsts: false }).over(laid).block(0, '', false)).toContain('X-Robots-Tag: noindex')
  })

  it('claims the same name again, whose option it switches off beside a function', () => {
    const inner: OverrideOptions = {
      xfo: false,
      custom: { 'X-Frame-Options': 'A' },
      referrer: (referrer) => referrer.add('origin'),
    }
    const named = new Secure({ xfo: false, custom: { 'X-Frame-Options': 'A' } })
    const compiled = compileOverride(inner).over(compile(named).alone)
    expect(compiled.block(0, '', false)).toContain('X-Frame-Options: A')
    expect(compileOverride({ hsts: false }).over(compiled).block(0, '', false)).toContain('X-Frame-Options: A')
  })

  it('does not take away from an option what only the outer layer has by name', () => {
    const both = new Secure({ csp: false, custom: { 'Content-Security-Policy': "img-src 'self'" } })
    expect(both.with({ csp: true, custom: { 'X-A': 'a' } }).headers()).toMatchObject({
      'Content-Security-Policy': "script-src 'self'; object-src 'self'",
      'X-A': 'a',
    })
  })
})

describe('a layer that names a header another way', () => {
  const sent = (inner: object) => new Secure({ csp: true, custom: { 'X-A': 'a' } }).with(inner).headers()

  it('uses custom to replace what an option of the outer layer sends', () => {
    expect(sent({ custom: { 'Content-Security-Policy': "default-src 'none'" } })['Content-Security-Policy']).toBe(
      "default-src 'none'",
    )
    expect(sent({ custom: (custom: CustomHeaders) => custom.set('x-frame-options', 'DENY') })).toMatchObject({
      'x-frame-options': 'DENY',
      'X-A': 'a',
    })
    const uncached = sent({ custom: (custom: CustomHeaders) => custom.set('Cache-Control', 'private') })
    expect(uncached).toMatchObject({ 'Cache-Control': 'private' })
    expect(uncached).not.toHaveProperty('Pragma')
  })

  it('strips what an option of the outer layer sends', () => {
    expect(sent({ remove: ['Content-Security-Policy'] })).not.toHaveProperty('Content-Security-Policy')
  })

  it.each(['X-Frame-Options', 'Cache-Control'])('strips and replaces %s, which is on by default', (name) => {
    expect(sent({ remove: [name] })).not.toHaveProperty(name)
    expect(sent({ custom: { [name]: 'own' } })).toMatchObject({ [name]: 'own' })
    const refusal = expect.objectContaining({ code: 'ERR_SECURE_DUPLICATE' })
    expect(() => sent({ remove: [name], xfo: true, cache: true })).toThrow(refusal)
    expect(() => sent({ custom: { [name]: 'own' }, xfo: true, cache: true })).toThrow(refusal)
  })

  it.each(['Pragma', 'Expires'])('does not touch %s, which goes with Cache-Control', (name) => {
    const refusal = expect.objectContaining({ code: 'ERR_SECURE_DUPLICATE' })
    expect(() => sent({ remove: [name] })).toThrow(refusal)
    expect(() => sent({ custom: { [name]: '0' } })).toThrow(refusal)
    expect(sent({ cache: false, custom: { [name]: '0' } })).toMatchObject({ [name]: '0' })
  })

  it('touches the header with that very name, not what the option sends beside it', () => {
    const outer = new Secure({
      csp: ['img-src a.example', { 'script-src': ["'none'"], reportOnly: true }],
      coop: ['same-origin', { policy: 'same-origin', reportOnly: true }],
    })
    const stripped = outer.with({ remove: ['Content-Security-Policy-Report-Only', 'cross-origin-opener-policy'] }).headers()
    expect(stripped).toMatchObject({
      'Content-Security-Policy': 'img-src a.example',
      'Cross-Origin-Opener-Policy-Report-Only': 'same-origin',
    })
    expect(stripped).not.toHaveProperty('Content-Security-Policy-Report-Only')
    expect(stripped).not.toHaveProperty('Cross-Origin-Opener-Policy')
    expect(outer.with({ custom: { 'Content-Security-Policy-Report-Only': "img-src 'none'" } }).headers()).toMatchObject({
      'Content-Security-Policy': 'img-src a.example',
      'Content-Security-Policy-Report-Only': "img-src 'none'",
    })
  })

  it('yields a header that it sends by name to the option of a further layer, and can take it back', () => {
    const named = new Secure({ xfo: false, custom: { 'x-frame-options': 'named', 'X-A': 'a' } })
    expect(named.with({ xfo: 'DENY' }).headers()).toMatchObject({ 'X-Frame-Options': 'DENY', 'X-A': 'a' })
    const off = named.with({ xfo: false }).headers()
    expect(off).toMatchObject({ 'X-A': 'a' })
    expect(off).not.toHaveProperty('x-frame-options')
    const again = named.with({ xfo: 'SAMEORIGIN' }).with({ custom: { 'X-Frame-Options': 'DENY' } })
    expect(again.headers()).toMatchObject({ 'X-Frame-Options': 'DENY' })
  })

  it('leaves alone a header that it names and the option does not send', () => {
    const enforced = "default-src 'none'"
    const outer = new Secure({ custom: { 'Content-Security-Policy': enforced } })
    expect(outer.with({ csp: { 'img-src': [], reportOnly: true } }).headers()).toMatchObject({
      'Content-Security-Policy': enforced,
      'Content-Security-Policy-Report-Only': "img-src 'none'",
    })
    const watching = new Secure({
      csp: new ContentSecurityPolicy().imgSrc('*').reportOnly(),
      custom: { 'Content-Security-Policy': enforced },
    })
    expect(watching.with({ csp: (csp) => csp.fontSrc('*') }).headers()).toMatchObject({ 'Content-Security-Policy': enforced })
    expect(watching.with({ csp: false }).headers()).not.toHaveProperty('Content-Security-Policy')
  })

  it('also yields what goes with a header that a further layer sends', () => {
    const outer = new Secure({ cache: false, custom: { Pragma: 'x', 'X-A': 'a' } })
    const inner = outer.with({ cache: true })
    expect(inner.headers()).toMatchObject({ Pragma: 'no-cache', 'X-A': 'a' })
    expect(new Secure(JSON.parse(JSON.stringify(inner))).entries()).toEqual(inner.entries())
  })

  it('may send a header by name whose option it switches off, whatever the outer layer does', () => {
    for (const outer of [{}, { xfo: false, custom: { 'X-Frame-Options': 'A' } }] as const) {
      for (const value of ['A', 'B']) {
        const inner = { xfo: false, custom: { 'X-Frame-Options': value } } as const
        expect(new Secure(outer).with(inner).headers()).toMatchObject({ 'X-Frame-Options': value })
      }
    }
    const same = { custom: { 'X-A': '1' } }
    expect(new Secure(same).with({ ...same, remove: ['X-B'] }).headers()).toMatchObject({ 'X-A': '1' })
  })

  it('cannot say one thing through its option and another through a function of custom', () => {
    const twice = { xfo: 'DENY', custom: (custom: CustomHeaders) => custom.set('X-Frame-Options', 'A') } as const
    expect(() => new Secure().with(twice)).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_DUPLICATE', path: 'custom.X-Frame-Options' }),
    )
  })

  it('gives the headers of reporting back to a layer that reports elsewhere', () => {
    const outer = new Secure({ reporting: 'https://a.example/r', csp: true })
    const elsewhere = { reporting: 'https://z.example/r' }
    const brought = { 'Reporting-Endpoints': 'default="https://z.example/r"' }
    expect(
      outer
        .with({ remove: ['Reporting-Endpoints'] })
        .with(elsewhere)
        .headers(),
    ).toMatchObject(brought)
    const named = outer.with({ custom: { 'reporting-endpoints': 'x="/y"' } })
    expect(named.headers()).toMatchObject({ 'reporting-endpoints': 'x="/y"' })
    expect(named.with(elsewhere).headers()).toMatchObject(brought)
    expect(named.with(elsewhere).headers()).not.toHaveProperty('reporting-endpoints')
  })

  it('also decides about the headers that reporting adds', () => {
    const outer = new Secure({ reporting: 'https://a.example/r', nel: true })
    const own = { 'Reporting-Endpoints': 'x="https://b.example/"', 'Report-To': '{}' }
    expect(outer.with({ custom: own }).headers()).toMatchObject(own)
    expect(outer.with({ remove: ['Reporting-Endpoints'] }).headers()).not.toHaveProperty('Reporting-Endpoints')
    const refusal = expect.objectContaining({ code: 'ERR_SECURE_DUPLICATE', fix: expect.stringContaining('reporting: false') })
    expect(() => new Secure({ reporting: 'https://a.example/r', custom: own })).toThrow(refusal)
    expect(() => new Secure({ reporting: '/r', remove: ['Reporting-Endpoints'] })).toThrow(refusal)
  })

  it('keeps its own options', () => {
    expect(sent({ xfo: 'DENY' })['X-Frame-Options']).toBe('DENY')
  })
})
