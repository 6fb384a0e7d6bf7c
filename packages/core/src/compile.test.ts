import { afterEach, describe, expect, it, vi } from 'vitest'
import { compile, compileOverride } from './compile.js'
import { type ContentSecurityPolicy, NONCE, ReportTo, SELF, Secure } from './index.js'
import { UNWATCHED } from './watched-headers.js'

const sent = ({ lines }: { readonly lines: readonly { readonly name: string; readonly withoutNonce: string }[] }) =>
  Object.fromEntries(lines.map(({ name, withoutNonce }) => [name, withoutNonce]))

afterEach(() => vi.restoreAllMocks())

describe('compile', () => {
  it('prepares the defaults', () => {
    expect(sent(compile().alone)).toEqual(new Secure().headers())
    expect([...compile().alone.watched.stripped]).toEqual(['x-powered-by'])
  })

  it('takes a policy or its options', () => {
    expect(sent(compile({ xfo: 'DENY' }).alone)).toEqual(sent(compile(new Secure({ xfo: 'DENY' })).alone))
  })

  it('prepares a policy once', () => {
    const policy = new Secure()
    expect(compile(policy)).toBe(compile(policy))
    expect(compile(policy)).not.toBe(compile(new Secure()))
    expect(compile(policy).alone).toBe(compile(policy).alone)
  })

  it('fails at once when the options are wrong', () => {
    expect(() => compile({ xfo: 'NO' as 'DENY' })).toThrow(expect.objectContaining({ path: 'xfo' }))
    expect(() => compile({ csp: ((csp: unknown) => csp) as never })).toThrow(expect.objectContaining({ path: 'csp' }))
  })
})

describe('a policy over another', () => {
  const outerPolicy = () => compile({ xfo: 'DENY', server: 'outer', custom: { 'X-A': '1' } }).alone

  it('replaces what it sets itself, including by default, and keeps what only the outer one sets', () => {
    expect(sent(compile({ server: 'inner', hsts: false }).over(outerPolicy()))).toEqual({
      ...new Secure({ server: 'inner', hsts: false, custom: { 'X-A': '1' } }).headers(),
    })
  })

  it('is merged once for each pair', () => {
    const outer = outerPolicy()
    const inner = compile({ server: 'inner' })
    const other = compile({ server: 'other' }).alone
    expect(inner.over(outer)).toBe(inner.over(outer))
    expect(inner.over(other)).toBe(inner.over(other))
    expect(inner.over(other)).not.toBe(inner.over(outer))
  })

  it('strips its removals even where an outer override has switched Secure off', () => {
    const none = compileOverride(false).over(compile({}).alone)
    expect(compile({ xfo: 'DENY' }).over(none).watched.stripped).toEqual(new Set(['x-powered-by']))
  })

  it('strips what it strips by default even over an override that met no policy', () => {
    const first = compileOverride({ xfo: 'DENY' }).alone
    expect(first.watched.stripped.size).toBe(0)
    expect(compile({}).over(first).watched.stripped).toEqual(new Set(['x-powered-by']))
    const decided = compileOverride({ xfo: 'DENY', remove: [] }).alone
    expect(compile({}).over(decided).watched.stripped.size).toBe(0)
    expect(compileOverride({ hsts: false }).over(first).watched.stripped.size).toBe(0)
  })

  it('is itself over itself', () => {
    const layer = compile({ server: 'x' })
    expect(layer.over(layer.alone)).toBe(layer.alone)
  })
})

describe('compileOverride', () => {
  const outerPolicy = () => compile({ csp: { 'default-src': "'self'" }, server: 'outer' }).alone

  it('changes what it names and nothing else', () => {
    expect(sent(compileOverride({ xfo: false, server: 'inner' }).over(outerPolicy()))).toEqual(
      new Secure({ csp: { 'default-src': "'self'" }, server: 'inner', xfo: false }).headers(),
    )
  })

  it('adds no defaults where no policy is in force', () => {
    expect(sent(compileOverride({ xfo: 'DENY' }).alone)).toEqual({ 'X-Frame-Options': 'DENY' })
    expect(compileOverride({ xfo: 'DENY' }).alone.watched.stripped.size).toBe(0)
  })

  it('turns false into a policy that neither sends nor removes anything', () => {
    const outer = outerPolicy()
    const nothing = compileOverride(false)
    for (const policy of [nothing.over(outer), nothing.alone]) {
      expect(policy.lines).toEqual([])
      expect(policy.watched.stripped.size).toBe(0)
      expect(policy.watched.meaningOf('X-Powered-By')).toBe(UNWATCHED)
    }
    expect(compileOverride(false).over(outer)).toBe(compileOverride(false).alone)
  })

  it('calls a function of the inherited builder once for each policy in force', () => {
    const outer = outerPolicy()
    const extend = vi.fn((csp: ContentSecurityPolicy) => csp.frameAncestors('https://partner.example'))
    const override = compileOverride({ csp: extend })
    const declared = extend.mock.calls.length
    for (let request = 0; request < 5; request++) {
      expect(sent(override.over(outer))['Content-Security-Policy']).toBe(
        "default-src 'self'; frame-ancestors https://partner.example",
      )
    }
    expect(extend.mock.calls.length - declared).toBe(1)
    override.over(compile({ csp: 'img-src *' }).alone)
    expect(extend.mock.calls.length - declared).toBe(2)
  })

  it('makes one override for many policies, and leaves each policy that it goes over as it was', () => {
    const outer = outerPolicy()
    const before = sent(outer)
    const override = compileOverride({ csp: (csp) => csp.imgSrc('*') })
    expect(sent(override.over(outer))['Content-Security-Policy']).toBe("default-src 'self'; img-src *")
    expect(sent(override.over(compile({ csp: 'font-src *' }).alone))['Content-Security-Policy']).toBe('font-src *; img-src *')
    expect(sent(outer)).toEqual(before)
  })

  it('layers one override over another', () => {
    const inner = compileOverride({ csp: (csp) => csp.imgSrc('*') }).over(compileOverride({ server: 'mid' }).over(outerPolicy()))
    expect(sent(inner)).toMatchObject({ Server: 'mid', 'Content-Security-Policy': "default-src 'self'; img-src *" })
  })

  it('refuses wrong options when the override is declared', () => {
    for (const options of [
      { frame: 'DENY' },
      { xfo: 'NO' },
      { csp: { 'img-src': ['self'] } },
      { csp: (csp: ContentSecurityPolicy) => csp.imgSrc('self') },
      { custom: { 'Content-Length': '1' } },
      null,
      true,
    ]) {
      expect(() => compileOverride(options as never)).toThrow(expect.objectContaining({ name: 'SecureHeadersError' }))
    }
  })

  it('refuses what fits no policy beside a policy that may', () => {
    expect(() => compileOverride({ csp: (csp) => [csp.fontSrc(SELF), {}] })).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_MISSING', path: 'csp[1]' }),
    )
  })

  it('never throws over a policy: an override that does not fit is ignored, with one warning', () => {
    const emitWarning = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const override = compileOverride({ csp: (csp) => csp.remove('script-src') })
    const policy = compile({ csp: "script-src 'self'" }).alone
    expect(override.over(policy)).toBe(policy)
    expect(override.over(policy)).toBe(policy)
    expect(emitWarning).toHaveBeenCalledTimes(1)
    expect(emitWarning).toHaveBeenCalledWith(expect.stringContaining('csp.remove: expected at least one directive'), {
      type: 'SecureHeadersWarning',
      code: 'SECURE_OVERRIDE_IGNORED',
    })
  })

  it('warns once about an override, however many policies it does not fit', () => {
    const emitWarning = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const misfit = compileOverride({ csp: (csp) => csp.remove('img-src').remove('default-src') })
    for (let turn = 0; turn < 3; turn++) misfit.over(compile({ csp: { 'default-src': [SELF] } }).alone)
    expect(emitWarning).toHaveBeenCalledTimes(1)
  })

  it('extends a header that has no default', () => {
    const group = { group: 'b', max_age: 1, endpoints: [{ url: 'https://b.example' }] }
    const base = compile({ reportTo: new ReportTo(1, false, 'a', { url: 'https://a.example' }) }).alone
    const policy = compileOverride({ reportTo: (reportTo) => reportTo.add(group) }).over(base)
    expect(JSON.parse(`[${sent(policy)['Report-To']}]`)).toMatchObject([{ group: 'a' }, { group: 'b' }])
  })

  it('may put a policy that only reports beside one that has no default', () => {
    const base = compile({ documentPolicy: { 'sync-xhr': true } }).alone
    const both = compileOverride({ documentPolicy: (policy) => [policy, { 'sync-xhr': false, reportOnly: true }] })
    expect(sent(both.over(base))).toMatchObject({
      'Document-Policy': 'sync-xhr',
      'Document-Policy-Report-Only': 'sync-xhr=?0',
    })
  })

  it('can add a nonce, and take it away again', () => {
    const nonced = compileOverride({ csp: (csp) => csp.scriptSrc(NONCE) }).over(outerPolicy())
    expect(nonced.bearsNonce).toBe(true)
    expect(compileOverride({ csp: true }).over(nonced).bearsNonce).toBe(false)
  })
})
