import { afterEach, describe, expect, it, vi } from 'vitest'
import { compile, compileOverride } from './compile.js'
import { NONCE, SELF, Secure, type SecureOptions } from './index.js'
import { NOT_MODIFIED, WITH_NONCE, WITHOUT_NONCE } from './line.js'
import { basic } from './presets/index.js'
import { ResponseState } from './response-state.js'
import { beginLooking, look, type Seen, seen } from './seen.js'

const OFF = { hsts: false, xfo: false, xxp: false, content: false, referrer: false, cache: false } as const
const tls = { isSecure: () => true, route: () => 'GET /' }
const begin = (options: SecureOptions, framework = tls) =>
  new ResponseState(compile({ ...OFF, ...options }).alone, framework, undefined)
const csp = { 'script-src': [NONCE] }
const JSON_REPLY: Seen = { isPage: false, taken: undefined, stripped: undefined, cacheControl: undefined, csp: undefined }
const PAGE: Seen = { ...JSON_REPLY, isPage: true }
const cachedAs = (cacheControl: string): Seen => ({ ...PAGE, taken: new Set(['cache-control']), cacheControl })
const ownPolicy = (value: string): Seen => ({ ...PAGE, taken: new Set(['content-security-policy']), csp: value })
const routed = (route: string) => ({ ...tls, route: () => route })
const spy = () => vi.spyOn(process, 'emitWarning').mockImplementation(() => {})

afterEach(() => vi.restoreAllMocks())

describe('ResponseState', () => {
  describe('the nonce', () => {
    it('is made when it is first read, and stays the same', () => {
      const state = begin({ csp })
      expect(state.nonce).toBeUndefined()
      const nonce = state.readNonce()
      expect(nonce).toMatch(/^[A-Za-z0-9+/]{24}$/)
      expect(state.readNonce()).toBe(nonce)
      expect(state.nonce).toBe(nonce)
    })

    it('is different for each response', () => {
      expect(begin({ csp }).readNonce()).not.toBe(begin({ csp }).readNonce())
    })

    it('outlives a change of the policy', () => {
      const state = begin({ csp })
      const nonce = state.readNonce()
      state.cover(compileOverride({ xfo: 'DENY' }), tls, undefined)
      expect(state.readNonce()).toBe(nonce)
      expect(Object.fromEntries(state.fields(WITH_NONCE))['Content-Security-Policy']).toBe(`script-src 'nonce-${nonce}'`)
    })
  })

  describe('the form', () => {
    it.each<[what: string, options: SecureOptions, read: boolean, status: number, html: boolean, form: number, drawn: boolean]>([
      ['a page', { csp }, false, 200, true, WITH_NONCE, true],
      ['an error page', { csp }, false, 500, true, WITH_NONCE, true],
      ['a response that is not a page', { csp }, false, 200, false, WITHOUT_NONCE, false],
      ['a response that is not a page, but read the nonce', { csp }, true, 200, false, WITH_NONCE, true],
      ['a 304 of a page', { csp }, false, 304, true, NOT_MODIFIED, false],
      ['a 304 that read the nonce', { csp }, true, 304, true, NOT_MODIFIED, true],
      ['a page under a policy without a nonce', { csp: true }, false, 200, true, WITHOUT_NONCE, false],
      ['a nonce under a policy without one', { csp: true }, true, 200, true, WITHOUT_NONCE, true],
      ['a 304 under a policy without a nonce', { csp: true }, false, 304, true, WITHOUT_NONCE, false],
    ])('is right for %s', (_, options, read, status, html, form, drawn) => {
      const state = begin(options)
      if (read) state.readNonce()
      expect(state.form(status, html)).toBe(form)
      expect(state.nonce !== undefined).toBe(drawn)
    })
  })

  it('has no nonce where the header that would bear it is not sent, unless somebody has read it', () => {
    const own = new Set(['content-security-policy'])
    const caching = (state: ResponseState, taken?: Set<string>) =>
      Object.fromEntries(state.fields(state.form(200, true, taken), taken))['Cache-Control']
    expect(caching(begin({ csp }))).toBe('private, no-cache')
    expect(caching(begin({ csp }), own)).toBeUndefined()
    const dropping = begin({ csp })
    dropping.drop('content-security-policy')
    expect([caching(dropping), dropping.nonce]).toEqual([undefined, undefined])
    const reading = begin({ csp })
    reading.readNonce()
    expect(caching(reading, own)).toBe('private, no-cache')
  })

  describe('the fields', () => {
    const names = (state: ResponseState, taken?: string[]) =>
      state.fields(WITHOUT_NONCE, taken && new Set(taken)).map(([name]) => name)

    it('are those of the policy', () => {
      expect(begin({ server: 'x', xfo: 'DENY' }).fields(WITHOUT_NONCE)).toEqual([
        ['Server', 'x'],
        ['X-Frame-Options', 'DENY'],
      ])
    })

    it('leave out what the handler has set itself', () => {
      expect(names(begin({ server: 'x', xfo: 'DENY' }), ['server', 'x-other'])).toEqual(['X-Frame-Options'])
    })

    it('leave out what the handler does not want', () => {
      const state = begin({ server: 'x', xfo: 'DENY' })
      state.drop('x-frame-options')
      state.drop('x-other')
      expect(names(state)).toEqual(['Server'])
      expect([...(state.dropped ?? [])]).toEqual(['x-frame-options'])
    })

    it('do not remember a wish that does not concern the policy', () => {
      const state = begin({ csp, remove: ['Via'] })
      for (const key of ['x-frame-options', 'via', 'content-type']) state.drop(key)
      expect(state.dropped).toBeUndefined()
    })

    it('leave out Pragma and Expires where Cache-Control is not ours', () => {
      expect(names(begin({ cache: true }))).toEqual(['Cache-Control', 'Pragma', 'Expires'])
      expect(names(begin({ cache: true }), ['cache-control'])).toEqual([])
      const dropping = begin({ cache: true })
      dropping.drop('cache-control')
      expect(names(dropping)).toEqual([])
      expect(names(begin({ cache: true }), ['expires'])).toEqual(['Cache-Control', 'Pragma'])
    })

    it('cannot be dropped when the policy is enforced', () => {
      const state = begin({ cache: true, xfo: 'DENY', mode: 'enforce' })
      state.drop('x-frame-options')
      expect(names(state)).toEqual(['X-Frame-Options', 'Cache-Control', 'Pragma', 'Expires'])
    })

    it('come back when a later layer enforces them', () => {
      const state = begin({ cache: true, xfo: 'DENY' })
      state.drop('x-frame-options')
      state.cover(compileOverride({ mode: 'enforce' }), tls, undefined)
      expect(names(state)).toEqual(['X-Frame-Options', 'Cache-Control', 'Pragma', 'Expires'])
    })

    it('leave out over plain HTTP those that are for TLS only, and ask the framework only if there are any', () => {
      const isSecure = vi.fn(() => false)
      const framework = { ...tls, isSecure }
      expect(names(begin({ xfo: 'DENY' }, framework))).toEqual(['X-Frame-Options'])
      expect(isSecure).not.toHaveBeenCalled()
      const options = { hsts: { secureOnly: true }, xfo: 'DENY' } as const
      expect(names(begin(options, framework))).toEqual(['X-Frame-Options'])
      expect(names(begin(options))).toEqual(['Strict-Transport-Security', 'X-Frame-Options'])
    })
  })

  it('asks the framework about the context it was last given', () => {
    const isSecure = vi.fn((context: string) => context === 'inner')
    const framework = { isSecure, route: () => '' }
    const state = new ResponseState(compile({ hsts: { secureOnly: true } }).alone, framework, 'outer')
    expect(state.plainHttp).toBe(true)
    state.cover(compileOverride({}), framework, 'inner')
    expect(state.plainHttp).toBe(false)
  })

  it('asks the framework around it where the inner one cannot tell, for pushed streams too', () => {
    const unsure = { isSecure: () => undefined, route: () => '' }
    const { alone } = compile({ hsts: { secureOnly: true } })
    expect(new ResponseState(alone, unsure, undefined).plainHttp).toBe(true)
    for (const isOuterSecure of [true, false]) {
      const outer = { isSecure: (context: string) => context === 'outer' && isOuterSecure, route: () => '' }
      const state = new ResponseState(alone, outer, 'outer')
      state.cover(compileOverride({}), unsure, 'inner')
      state.cover(compileOverride({}), { ...unsure }, 'innermost')
      expect([state.plainHttp, state.again().plainHttp]).toEqual([!isOuterSecure, !isOuterSecure])
    }
  })

  it('can be covered by layer after layer', () => {
    const state = begin({ xfo: 'DENY', server: 'a' })
    state.cover(compileOverride({ server: 'b' }), tls, undefined)
    state.cover(compileOverride({ xfo: false }), tls, undefined)
    expect(state.fields(WITHOUT_NONCE)).toEqual([['Server', 'b']])
    state.cover(compileOverride(false), tls, undefined)
    expect(state.fields(WITHOUT_NONCE)).toEqual([])
  })

  describe("a nonce that the handler's policy does not have", () => {
    const write = (route: string, seen: Seen, { status = 200, options = { csp } as SecureOptions, isRead = true } = {}) => {
      const state = begin(options, { ...tls, route: () => route })
      if (isRead) state.readNonce()
      state.formToWrite(status, seen)
    }

    it('is reported once per route', () => {
      const warning = spy()
      for (const route of ['GET /once', 'GET /once', 'GET /twice']) write(route, ownPolicy("script-src 'self'"))
      expect(warning.mock.calls).toEqual(
        ['GET /once', 'GET /twice'].map((route) => [
          `${route}: the nonce was read, but other code (helmet?) has set a Content-Security-Policy without it. Remove that code, or use mode: 'enforce'. If it is meant, give it to override().`,
          { type: 'SecureHeadersWarning', code: 'SECURE_NONCE_LOST' },
        ]),
      )
    })

    it.each<[what: string, seen: Seen, given?: { status?: number; options?: SecureOptions; isRead?: boolean }]>([
      ['a page that reads none', ownPolicy("script-src 'self'"), { isRead: false }],
      ['what is no page', { ...ownPolicy("default-src 'none'"), isPage: false }],
      ['a policy that blocks no script', ownPolicy('frame-ancestors https://partner.example')],
      ['a policy that allows inline scripts', ownPolicy("script-src 'self' 'unsafe-inline'")],
      ['a default that allows inline scripts', ownPolicy("default-src 'self' 'unsafe-inline'; script-src-attr 'none'")],
      ['an error page', ownPolicy("default-src 'none'"), { status: 404 }],
      ['a redirect', ownPolicy("default-src 'none'"), { status: 300 }],
      ['a page under the policy itself', PAGE],
      [
        'a nonce that only the report-only policy has',
        ownPolicy("script-src 'self'"),
        { options: { csp: ["default-src 'self'", { ...csp, reportOnly: true }] } },
      ],
    ])('is not reported for %s', (what, seen, given) => {
      const warning = spy()
      write(`GET /${what}`, seen, given)
      expect(warning).not.toHaveBeenCalled()
    })

    it.each([
      new Secure(basic).headers()['Content-Security-Policy'] as string,
      "default-src 'self'",
      "script-src-elem 'self'; style-src 'unsafe-inline'",
    ])('is reported for %s', (value) => {
      const warning = spy()
      write(`GET /${value}`, ownPolicy(value))
      expect(warning).toHaveBeenCalledTimes(1)
    })

    it('is not reported where it was only made to show the headers', () => {
      const warning = spy()
      const state = begin({ csp }, { ...tls, route: () => 'GET /shown' })
      state.form(200, true)
      state.formToWrite(200, ownPolicy("script-src 'self'"))
      expect([state.nonce, warning.mock.calls]).toEqual([expect.any(String), []])
    })

    it('is not reported where the handler has put it into its policy', () => {
      const warning = spy()
      const state = begin({ csp }, { ...tls, route: () => 'GET /own' })
      state.formToWrite(200, ownPolicy(`script-src 'nonce-${state.readNonce()}'`))
      expect(warning).not.toHaveBeenCalled()
    })
  })

  describe('a policy that other code has added to before it was there', () => {
    it.each(['undefined;frame-src a.example', 'null; frame-src a.example', ';frame-src a.example', 'img-src *,undefined;x'])(
      'is reported once per route: %j',
      (value) => {
        const warning = spy()
        for (const status of [200, 404]) begin({ csp }, routed(`/added ${value}`)).formToWrite(status, ownPolicy(value))
        expect(warning.mock.calls).toEqual([
          [
            expect.stringMatching(/^\/added .*: only what was added is sent/),
            { type: 'SecureHeadersWarning', code: 'SECURE_POLICY_LOST' },
          ],
        ])
      },
    )

    it('is reported as Node and fetch hand it over, on a response without a nonce', () => {
      const warning = spy()
      const { alone } = compile({ csp: { 'default-src': [SELF] } })
      beginLooking()
      look(alone.watched, 'Content-Security-Policy', 'undefined;frame-src a.example')
      new ResponseState(alone, routed('/looked at'), undefined).formToWrite(200, seen)
      expect(warning).toHaveBeenCalledTimes(1)
    })

    it.each(["frame-src 'none'", 'undefined-src a.example', "default-src 'none';"])('is not reported for %j', (value) => {
      const warning = spy()
      begin({ csp }, routed(`/own ${value}`)).formToWrite(200, ownPolicy(value))
      expect(warning).not.toHaveBeenCalled()
    })
  })

  describe('a nonce open to shared caches', () => {
    it('is reported once per route', () => {
      const warning = spy()
      for (const route of ['/once', '/once', '/twice'])
        begin({ csp }, routed(route)).formToWrite(200, cachedAs('public, max-age=60'))
      expect(warning.mock.calls.map(([text]) => String(text).split(' ')[0])).toEqual(['/once', '/twice'])
      expect(warning).toHaveBeenCalledWith(expect.stringContaining('"Cache-Control: public, max-age=60"'), {
        type: 'SecureHeadersWarning',
        code: 'SECURE_SHARED_NONCE',
      })
    })

    it.each([
      ['HTML, and so a nonce,', 'an override whose csp has no NONCE', 'a page that reads no nonce', PAGE, false],
      ['a nonce', 'an override whose csp has no NONCE', 'a page that reads its nonce', PAGE, true],
      ['a nonce', 'read no nonce', 'JSON that reads a nonce', JSON_REPLY, true],
    ] as const)('says that the route sends %s and advises %s to %s', (what, advice, where, reply, isRead) => {
      const warning = spy()
      const state = begin({ csp, cache: 'public' }, routed(`/${where}`))
      if (isRead) state.readNonce()
      state.block(200, reply)
      expect(warning.mock.calls).toEqual([
        [
          `/${where} sends ${what} with "Cache-Control: public": shared caches would serve one visitor's nonce to all. Use "private", or ${advice} there.`,
          expect.anything(),
        ],
      ])
    })

    it.each([
      [
        'sets a policy of its own',
        (state: ResponseState) =>
          state.fields(
            state.formToWrite(200, { ...cachedAs('public'), isPage: false, taken: new Set(['content-security-policy']) }),
          ),
      ],
      [
        'drops the policy',
        (state: ResponseState) => {
          state.drop('content-security-policy')
          state.formToWrite(200, { ...cachedAs('public'), isPage: false })
        },
      ],
    ] as const)('is not reported for a file that %s, whoever has read a nonce', (what, write) => {
      const warning = spy()
      const state = begin({ csp }, routed(`/file that ${what}`))
      state.readNonce()
      write(state)
      expect(warning).not.toHaveBeenCalled()
    })

    it('is reported for a page with a policy of its own, which may have the nonce', () => {
      const warning = spy()
      const state = begin({ csp }, routed('/own policy'))
      state.readNonce()
      state.formToWrite(200, { ...cachedAs('public'), taken: new Set(['content-security-policy', 'cache-control']) })
      expect(warning).toHaveBeenCalledTimes(1)
    })

    it('is reported where a framework throws instead of naming the route', () => {
      const warning = spy()
      const nameless = {
        ...tls,
        route: () => {
          throw new TypeError('no route')
        },
      }
      expect(() => begin({ csp }, nameless).formToWrite(200, cachedAs('public'))).not.toThrow()
      expect(warning).toHaveBeenCalledWith(expect.stringContaining('a route without a name sends HTML'), expect.anything())
    })

    it.each([
      'public',
      'max-age=1, S-MaxAge=60',
      'max-age=1,public',
      'max-age=60',
      'must-revalidate, Max-Age="060"',
      'private="set-cookie", max-age=60',
      'max-age=60, no-store-x',
      'public, no-cache',
      'private="set-cookie", public',
      'no-cache="a, private", public',
      // RFC 9111 §4.2.2: without an age, caches make up one.
      'no-transform',
      'must-revalidate',
      'immutable, stale-while-revalidate=60',
      'no-cache="set-cookie"',
      'x-public',
      '',
    ])('is the effect of %j', (cacheControl) => {
      const warning = spy()
      begin({ csp }, routed(`/is ${cacheControl}`)).formToWrite(200, cachedAs(cacheControl))
      expect(warning).toHaveBeenCalledTimes(1)
    })

    it.each<[what: string, status: number, seen: Seen]>([
      ['private', 200, cachedAs('private, max-age=60')],
      ['private beside a shared age, which then nobody goes by', 200, cachedAs('s-maxage=60, private')],
      ['no-store beside public', 200, cachedAs('public, no-store')],
      ['no-store', 200, cachedAs('no-store')],
      ['a word that only ends so, beside no-cache', 200, cachedAs('x-public, no-cache')],
      ['what nobody may store', 200, cachedAs('max-age=60, no-store')],
      ['what is asked about each time', 200, cachedAs('no-cache,max-age=60')],
      ['no age', 200, cachedAs('max-age=0, must-revalidate')],
      ['no age in quotes', 200, cachedAs('max-age="00"')],
      ['what is no age, and stale', 200, cachedAs('max-age=soon')],
      ['a status for which caches make up no age', 500, cachedAs('no-transform')],
      ['a response without a nonce', 200, { ...cachedAs('public'), isPage: false }],
      ['304', 304, cachedAs('public')],
    ])('is not reported for %s', (what, status, seen) => {
      const warning = spy()
      begin({ csp }, routed(`/not ${what}`)).formToWrite(status, seen)
      expect(warning).not.toHaveBeenCalled()
    })

    it('is reported for a policy that says so itself', () => {
      const warning = spy()
      const caching = { csp, cache: 'public, max-age=60' }
      begin(caching, routed('/own')).block(200, PAGE)
      begin(caching, routed('/own fields')).formToWrite(200, PAGE)
      begin({ ...caching, mode: 'enforce' }, routed('/enforced')).formToWrite(200, PAGE)
      expect(warning.mock.calls.map(([text]) => String(text).split(' sends')[0])).toEqual(['/own', '/own fields', '/enforced'])
    })

    it('is not reported for such a policy where its Cache-Control, or a nonce, is not sent', () => {
      const warning = spy()
      const caching = { csp, cache: 'public, max-age=60' }
      begin(caching, routed('/json')).block(200, JSON_REPLY)
      begin(caching, routed('/private')).formToWrite(200, cachedAs('private'))
      begin({ csp, cache: 'private' }, routed('/own private')).block(200, PAGE)
      expect(warning).not.toHaveBeenCalled()
    })

    it('is reported for a page without a Cache-Control, because the handler has dropped it', () => {
      const warning = spy()
      for (const [route, cache] of Object.entries({ '/dropped': 'public', '/dropped by default': undefined })) {
        const dropping = begin({ csp, ...(cache !== undefined && { cache }) }, routed(route))
        dropping.drop('cache-control')
        dropping.formToWrite(200, PAGE)
      }
      expect(warning.mock.calls.map(([text]) => String(text).split(':')[0])).toEqual([
        '/dropped sends HTML, and so a nonce, without a Cache-Control',
        '/dropped by default sends HTML, and so a nonce, without a Cache-Control',
      ])
    })

    it('is not reported endlessly', async () => {
      // In effect a process of its own: after these there are no more warnings.
      vi.resetModules()
      const fresh = await import('./response-state.js')
      const warning = spy()
      const { alone } = compile({ csp })
      for (let route = 0; route < 1000; route++)
        new fresh.ResponseState(alone, routed(`/many/${route}`), undefined).formToWrite(200, cachedAs('public'))
      expect(warning.mock.calls.length).toBeGreaterThan(0)
      expect(warning.mock.calls.length).toBeLessThanOrEqual(100)
    })
  })
})
