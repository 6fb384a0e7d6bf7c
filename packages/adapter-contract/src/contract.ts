import { NONCE, NONE, SELF, type SecureOptions } from '@secure/core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { exchange, headerOf, type Protocol, parse, type Reply } from './client.js'
import { expectPolicy, nonceOf, remainder } from './expectations.js'
import { EARLY, type Harness, type Running, type Setup } from './harness.js'
import { SCENARIOS, type Scenario } from './scenarios.js'
import { startUpstream } from './upstream.js'

/** A policy with every trait: constants, companions, an enforced and a report-only policy that share one nonce. */
export const POLICY = {
  csp: [
    { 'script-src': [SELF, NONCE], 'object-src': [NONE], 'frame-ancestors': [SELF] },
    { 'script-src': [NONCE], 'require-trusted-types-for': ["'script'"], reportOnly: true },
  ],
  permissions: { camera: [], geolocation: ['self'] },
  custom: { 'X-Robots-Tag': 'noindex' },
} as const satisfies SecureOptions

/** Without an option that a cached page would miss: for what a policy without Cache-Control does. */
const UNCACHED = { ...POLICY, cache: false } as const satisfies SecureOptions

/** Runs every promise on one framework. */
export function contract(harness: Harness): void {
  const all = SCENARIOS.filter(({ id }) => harness.cannot[id] === undefined)
  const withFrameworks = (scenario: Scenario): Scenario => ({
    ...scenario,
    sets: [...(scenario.sets ?? []), ...(harness.frameworkSets?.[scenario.id] ?? [])],
  })
  const apps: Running[] = []
  let upstream: Awaited<ReturnType<typeof startUpstream>>

  const start = async (setup: Partial<Setup> = {}): Promise<Running> => {
    const running = await harness.start({ policy: POLICY, upstream: upstream.address, ...setup })
    apps.push(running)
    return running
  }
  beforeAll(async () => {
    upstream = await startUpstream()
  })
  afterAll(async () => {
    await Promise.all(apps.map((app) => app.close()))
    upstream.close()
  })

  /** An app that all tests of a group share. */
  const shared = (setup: Partial<Setup> = {}): { readonly app: Running } => {
    const holder = { app: undefined as unknown as Running }
    beforeAll(async () => {
      holder.app = await start(setup)
    })
    return holder
  }

  const ways = harness.protocols.length > 0 ? harness.protocols : (['fetch'] as const)
  describe.each<Protocol | 'fetch'>(ways)(`${harness.name} over %s has every header on`, (protocol) => {
    const holder = shared(protocol === 'fetch' ? {} : { protocol })
    // Raw heads and HTTP/1 framing do not exist in HTTP/2.
    const here = all.filter(({ id }) => !protocol.startsWith('h2') || !/^(?:raw-|trailers|early-hints)/.test(id))
    it.each(here)('$title', async (scenario) => {
      expectPolicy(await holder.app.send(scenario), POLICY, withFrameworks(scenario))
    })
  })

  describe(`${harness.name}: nothing else changes on`, () => {
    const bare = shared({ policy: undefined })
    const secured = shared()
    it.each(all.filter(({ readsNonce, id }) => !readsNonce && !['proxy'].includes(id)))('$title', async (scenario) => {
      const [without, withPolicy] = [await bare.app.send(scenario), await secured.app.send(scenario)]
      expect(remainder(withPolicy, POLICY)).toEqual(remainder(without, POLICY))
    })

    it('a compressed page is compressed', async () => {
      const [compressed] = all.filter(({ id }) => id === 'compressed')
      expect(headerOf(await secured.app.send(compressed as Scenario), 'Content-Encoding')).toBe('gzip')
    })
  })

  describe(`${harness.name}: authority`, () => {
    const holder = shared({ nested: { xfo: 'DENY', hsts: false } })
    const enforcing = shared({ policy: { ...POLICY, mode: 'enforce' } })

    it("the handler's own header wins over the policy", async () => {
      const reply = await holder.app.send({ path: '/own' })
      expect([headerOf(reply, 'X-Frame-Options'), headerOf(reply, 'Referrer-Policy')]).toEqual(['DENY', 'origin'])
    })

    it('the inner policy wins over the outer one, and what only the outer one has is still sent', async () => {
      const reply = await holder.app.send({ path: '/nested/html' })
      expect(headerOf(reply, 'X-Frame-Options')).toBe('DENY')
      expect(headerOf(reply, 'Strict-Transport-Security')).toBeUndefined()
      expect(headerOf(reply, 'Permissions-Policy')).toBe('camera=(), geolocation=(self)')
      expect(headerOf(reply, 'X-Robots-Tag')).toBe('noindex')
    })

    it('the inner policy does not leave its sub-app', async () => {
      expect(headerOf(await holder.app.send({ path: '/json' }), 'X-Frame-Options')).toBe('SAMEORIGIN')
    })

    it("the inner policy is on the sub-app's errors too", async () => {
      const reply = await holder.app.send({ path: '/nested/throw' })
      expect([reply.status, headerOf(reply, 'X-Frame-Options')]).toEqual([500, 'DENY'])
    })

    it('mode enforce wins over the handler, over dropping, and over an upstream', async () => {
      for (const path of ['/own', '/drop', '/drop-set', '/proxy', '/missing', '/throw']) {
        expectPolicy(await enforcing.app.send({ path }), POLICY)
      }
    })

    it('mode enforce wins over writeHead in every shape', async () => {
      for (const scenario of all.filter(({ id }) => id.startsWith('raw-')))
        expectPolicy(await enforcing.app.send(scenario), POLICY)
    })

    it('two apps of one process keep their policies apart', async () => {
      const other = await start({ policy: { xfo: 'DENY', remove: [] } })
      const [first, second] = await Promise.all([holder.app.send({ path: '/json' }), other.send({ path: '/json' })])
      expect([headerOf(first, 'X-Frame-Options'), headerOf(second, 'X-Frame-Options')]).toEqual(['SAMEORIGIN', 'DENY'])
      expect(headerOf(second, 'Content-Security-Policy')).toBeUndefined()
    })
  })

  describe(`${harness.name}: removal`, () => {
    const holder = shared({ policy: { ...POLICY, remove: ['Server', 'X-Powered-By'] } })

    it('strips what is set late', async () => {
      const reply = await holder.app.send({ path: '/powered' })
      expect([headerOf(reply, 'X-Powered-By'), headerOf(reply, 'Server')]).toEqual([undefined, undefined])
    })

    it('strips what an upstream has sent', async () => {
      const reply = await holder.app.send({ path: '/proxy' })
      expect([reply.body, headerOf(reply, 'X-Powered-By'), headerOf(reply, 'Server')]).toEqual([
        'from upstream',
        undefined,
        undefined,
      ])
    })

    it.each(all.filter(({ id }) => id.startsWith('raw-')))('strips from $title', async (scenario) => {
      const reply = await holder.app.send(scenario)
      expect([headerOf(reply, 'X-Powered-By'), headerOf(reply, 'Server')]).toEqual([undefined, undefined])
      expect(reply.body).toContain('raw')
    })
  })

  describe(`${harness.name}: nonces and caches`, () => {
    const holder = shared()
    const uncached = shared({ policy: UNCACHED })

    it('the page has the nonce of its header, and every page another one', async () => {
      const replies = await Promise.all([1, 2, 3].map(() => holder.app.send({ path: '/nonce' })))
      for (const reply of replies) expect(reply.body).toBe(`<script nonce="${nonceOf(reply)}">1</script>`)
      expect(new Set(replies.map(nonceOf)).size).toBe(3)
    })

    it('the enforced and the report-only policy share it', async () => {
      const reply = await holder.app.send({ path: '/nonce' })
      expect(headerOf(reply, 'Content-Security-Policy-Report-Only')).toContain(`'nonce-${nonceOf(reply)}'`)
    })

    it('a page that nobody read it for has one all the same', async () => {
      expect(nonceOf(await holder.app.send({ path: '/html' }))).toMatch(/^[\w+/]{24}$/)
    })

    it('a page that reads it after its head was flushed gets the one of the head', async () => {
      const reply = await holder.app.send({ path: '/late-nonce' })
      expect(nonceOf(reply)).toBeDefined()
      expect(reply.body).toBe(`<p>early</p><script nonce="${nonceOf(reply)}">1</script>`)
    })

    it('JSON has the constant policy without it', async () => {
      const [first, second] = await Promise.all([holder.app.send({ path: '/json' }), holder.app.send({ path: '/json' })])
      expect(headerOf(first, 'Content-Security-Policy')).toBe("script-src 'self'; object-src 'none'; frame-ancestors 'self'")
      expect(headerOf(first, 'Content-Security-Policy-Report-Only')).toBe("script-src 'none'; require-trusted-types-for 'script'")
      expect(headerOf(second, 'Content-Security-Policy')).toBe(headerOf(first, 'Content-Security-Policy'))
    })

    it('JSON that read it has it', async () => {
      const reply = await holder.app.send({ path: '/json-nonce' })
      expect(JSON.parse(reply.body)).toEqual({ nonce: nonceOf(reply) })
    })

    it('304 has no policy that could bear one, and all the other headers', async () => {
      const page = await holder.app.send({ path: '/etag' })
      expect([page.status, nonceOf(page) === undefined]).toEqual([200, false])
      const reply = await holder.app.send({ path: '/etag', headers: { 'If-None-Match': headerOf(page, 'ETag') ?? '' } })
      expect(reply.status).toBe(304)
      expect(headerOf(reply, 'Content-Security-Policy')).toBeUndefined()
      expect(headerOf(reply, 'Content-Security-Policy-Report-Only')).toBeUndefined()
      expect(headerOf(reply, 'X-Frame-Options')).toBe('SAMEORIGIN')
    })

    it('a page with a nonce and no Cache-Control is private', async () => {
      const [page, json] = [await uncached.app.send({ path: '/nonce' }), await uncached.app.send({ path: '/json' })]
      expect(headerOf(page, 'Cache-Control')).toBe('private, no-cache')
      expect(headerOf(json, 'Cache-Control')).toBeUndefined()
    })

    it.each([
      { route: 'GET /public', paths: ['/public', '/public?token=1', '/public'] },
      { route: 'GET /public/:id', paths: ['/public/1?token=1', '/public/2?token=2'] },
    ])('a page with a nonce that shared caches may store is warned of once a route: $route', async ({ route, paths }) => {
      const warnings: string[] = []
      const listen = (warning: Error & { code?: string }) => {
        if (warning.code === 'SECURE_SHARED_NONCE') warnings.push(warning.message)
      }
      process.on('warning', listen)
      for (const path of paths) {
        const reply = await holder.app.send({ path })
        expect(headerOf(reply, 'Cache-Control')).toBe('public, max-age=60')
      }
      await new Promise((resolve) => setImmediate(resolve))
      // What another process warns of may come after its reply.
      await vi.waitFor(() => expect(warnings).not.toEqual([]), 5_000)
      process.off('warning', listen)
      expect(warnings.map((warning) => warning.split(' sends a nonce')[0])).toEqual([route])
    })
  })

  describe(`${harness.name}: overrides`, () => {
    const holder = shared()
    const csp = "object-src 'none'; frame-ancestors 'self'"

    it('a value replaces the header, and the rest stays', async () => {
      const reply = await holder.app.send({ path: '/override/value' })
      expectPolicy(reply, { ...POLICY, xfo: 'DENY' })
    })

    it('false sends the header no more', async () => {
      expect(headerOf(await holder.app.send({ path: '/override/off' }), 'X-Frame-Options')).toBeUndefined()
    })

    it('a function extends the builder in force', async () => {
      const reply = await holder.app.send({ path: '/override/extend' })
      expect(headerOf(reply, 'Content-Security-Policy')).toContain(`${csp} https://partner.example`)
    })

    it('brings a nonce along, with the accessor, where the policy had none', async () => {
      const plain = await start({ policy: {} })
      const reply = await plain.send({ path: '/override/nonce' })
      expect(nonceOf(reply)).toBeDefined()
      expect(reply.body).toBe(`<script nonce="${nonceOf(reply)}">1</script>`)
    })

    it('holds on an error of the route', async () => {
      const reply = await holder.app.send({ path: '/override/throw' })
      expect([reply.status, headerOf(reply, 'X-Frame-Options')]).toEqual([500, 'DENY'])
    })

    it('does not leave its route', async () => {
      expectPolicy(await holder.app.send({ path: '/json' }), POLICY)
    })

    it('false as a whole is nothing of Secure at all, removals included', async () => {
      const reply = await holder.app.send({ path: '/override/none' })
      expect(reply.headers.map(([name]) => name).filter((name) => name in KEYS_OF_POLICY)).toEqual([])
      expect(headerOf(reply, 'X-Powered-By')).toBe('the handler')
    })

    it('a bad one fails when it is declared', async () => {
      await expect(harness.declareBadOverride()).rejects.toThrow(/^xfo: .*"DENNY".*Did you mean DENY\?$/)
    })

    it('a bad policy fails when it is declared', async () => {
      await expect(start({ policy: { xfo: 'DENNY' as 'DENY' } })).rejects.toThrow(/^xfo: .*"DENNY".*Did you mean DENY\?$/)
    })
  })

  describe(`${harness.name}: HSTS secureOnly`, () => {
    const policy = { hsts: { maxAge: 60, secureOnly: true } } as const
    const plain = shared({ policy })
    it('is withheld from plain HTTP', async () => {
      expect(headerOf(await plain.app.send({ path: '/json' }), 'Strict-Transport-Security')).toBeUndefined()
    })

    it('is not fooled by a header that no trusted proxy has set', async () => {
      const reply = await plain.app.send({ path: '/json', headers: { 'X-Forwarded-Proto': 'https' } })
      expect(headerOf(reply, 'Strict-Transport-Security')).toBeUndefined()
    })

    if (harness.protocols.includes('https'))
      it('is sent over TLS', async () => {
        const app = await start({ policy, protocol: 'https' })
        expect(headerOf(await app.send({ path: '/json' }), 'Strict-Transport-Security')).toBe('max-age=60')
      })

    if (harness.cannot['trust-proxy'] === undefined)
      it('is sent when a trusted proxy says TLS', async () => {
        const app = await start({ policy, trustProxy: true })
        const secure = await app.send({ path: '/json', headers: { 'X-Forwarded-Proto': 'https' } })
        expect(headerOf(secure, 'Strict-Transport-Security')).toBe('max-age=60')
        expect(headerOf(await app.send({ path: '/json' }), 'Strict-Transport-Security')).toBeUndefined()
      })
  })

  describe(`${harness.name}: seen from inside`, () => {
    const holder = shared()
    it('headersOf shows before the head what will be sent', async () => {
      const reply = await holder.app.send({ path: '/headers-of' })
      const seen = JSON.parse(reply.body) as Record<string, string>
      for (const key of Object.keys(KEYS_OF_POLICY)) expect([key, seen[key]]).toEqual([key, headerOf(reply, key)])
    })
  })

  if (harness.protocols.length > 0) serverPromises(harness, start)
}

const KEYS_OF_POLICY: Readonly<Record<string, true>> = {
  'strict-transport-security': true,
  'x-frame-options': true,
  'x-xss-protection': true,
  'x-content-type-options': true,
  'content-security-policy': true,
  'content-security-policy-report-only': true,
  'referrer-policy': true,
  'cache-control': true,
  pragma: true,
  expires: true,
  'permissions-policy': true,
  'x-robots-tag': true,
}

function serverPromises(harness: Harness, start: (setup?: Partial<Setup>) => Promise<Running>): void {
  describe(`${harness.name}: what no middleware sees, with attach()`, () => {
    let app: Running
    beforeAll(async () => {
      app = await start({ attach: true })
    })
    const send = async (bytes: string): Promise<Reply> => parse(await exchange('http', app.port ?? 0, bytes))

    it.each([
      ['a request that is not HTTP', 400, 'NOT HTTP\r\n\r\n'],
      ['a head that is too large', 431, `GET / HTTP/1.1\r\nHost: a\r\nX-Large: ${'x'.repeat(20_000)}\r\n\r\n`],
      ['a missing Host', 400, 'GET /json HTTP/1.1\r\nConnection: close\r\n\r\n'],
      ['an unknown expectation', 417, 'GET /json HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\nConnection: close\r\n\r\n'],
    ])('%s is answered %i with every header', async (_title, status, bytes) => {
      const reply = await send(bytes)
      expect(reply.status).toBe(status)
      expectPolicy(reply, POLICY)
    })

    it.each(Object.entries(EARLY))('what middleware before secure() answers has every header, once: %s', async (path, how) => {
      const reply = await app.send({ path })
      expect(reply.status).toBe(how === 'throws' ? 500 : how)
      expectPolicy(reply, POLICY, { sets: harness.frameworkSets?.[path.slice(1)] ?? [] })
    })

    it('a response that goes through attach and the middleware has each header once', async () => {
      expectPolicy(await app.send({ path: '/json' }), POLICY)
      expectPolicy(await app.send({ path: '/nonce' }), POLICY)
    })

    it('what the server answers by itself is otherwise unchanged', async () => {
      const bare = await start({ policy: undefined })
      for (const bytes of ['NOT HTTP\r\n\r\n', 'GET /json HTTP/1.1\r\nConnection: close\r\n\r\n']) {
        const [without, withPolicy] = [parse(await exchange('http', bare.port ?? 0, bytes)), await send(bytes)]
        expect(remainder(withPolicy, POLICY)).toEqual(remainder(without, POLICY))
      }
    })
  })

  describe(`${harness.name}: connections`, () => {
    it('one response never leaves its state to the next on a kept-alive, pipelined connection', async () => {
      const app = await start()
      const paths = ['/drop', '/nonce', '/own', '/json', '/override/value', '/html', '/json']
      const requests = paths.map((path, index) => {
        return `GET ${path} HTTP/1.1\r\nHost: a\r\n${index === paths.length - 1 ? 'Connection: close\r\n' : ''}\r\n`
      })
      const raw = await exchange('http', app.port ?? 0, requests.join(''))
      const replies = raw.split(/(?=HTTP\/1\.1 200 OK\r\n)/).map((one) => parse(one))
      expect(replies.length).toBe(paths.length)
      expect(replies.map((reply) => headerOf(reply, 'X-Frame-Options'))).toEqual([
        undefined,
        'SAMEORIGIN',
        'DENY',
        'SAMEORIGIN',
        'DENY',
        'SAMEORIGIN',
        'SAMEORIGIN',
      ])
      const [, page, , json, , html, last] = replies as [Reply, Reply, Reply, Reply, Reply, Reply, Reply]
      for (const reply of [page, json, html, last]) expectPolicy(reply, POLICY)
      expect(nonceOf(page)).not.toBe(nonceOf(html))
    })
  })
}
