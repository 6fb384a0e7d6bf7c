import { packagedChromium } from '@secure/browser-proof/packaged-chromium'
import { Secure } from '@secure/core'
import { strict } from '@secure/core/presets'
import { type Ask, headerOf, type Reply } from '@secure/loopback'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { type RunningApp, start } from './app.js'
import { filesOf, type Tag, tagsOf } from './tags.js'

/** An app of `apps/`, and where its answers are. */
export interface App {
  readonly name: string
  /** The app that it is, apart from files of its own. */
  readonly base?: string
  /** The Node that it is built and run on; without it, the one that runs the tests. */
  readonly node?: string
  readonly pages: readonly string[]
  /** The status of the redirect at `/go`. */
  readonly redirect: number
  /** What its own scripts fetch. */
  readonly data: readonly Ask[]
  /** The policy of a 404, where Express answers it: a stricter one of its own. */
  readonly missing?: string
  /** Directives of `strict` that the framework cannot have. */
  readonly without?: readonly string[]
  /** Whether links load a page as a whole: the framework has no other way. */
  readonly reloads?: boolean
}

const CSP = 'Content-Security-Policy'
const HEADERS = new Secure(strict).headers()
/** Frameworks have a Cache-Control of their own for files, and an app changes directives. */
const OWN = ['Cache-Control', CSP]
const HTML = { Accept: 'text/html,*/*' }

/** What docs/rendering.md promises of a recipe. */
export function contract({ name, base, node, pages, redirect, data, missing, without = [], reloads = false }: App): void {
  const directives = Object.keys(strict.csp).filter((directive) => !without.includes(directive))

  describe(name, () => {
    let app: RunningApp
    beforeAll(async () => {
      app = await start(name, base, node)
    })
    afterAll(() => app?.close())

    it.each([...pages.map((path) => [200, path] as const), [500, '/boom'] as const])(
      'answers %i at %s with the policy, which lets all of the page run',
      async (status, path) => expectPage(await app.send({ path, headers: HTML }), status, directives),
    )

    it('answers 404 with the policy, which lets all of the page run', async () => {
      const reply = await app.send({ path: '/none', headers: HTML })
      if (missing === undefined) return expectPage(reply, 404, directives)
      expectHeaders(reply, 404)
      expect(headerOf(reply, CSP)).toBe(missing)
    })

    it.each(pages)('has scripts at %s, and another nonce each time', async (path) => {
      const [first, second] = [await app.send({ path, headers: HTML }), await app.send({ path, headers: HTML })]
      expect(tagsOf(first.body).map(({ name }) => name)).toContain('script')
      expect(nonceOf(first)).not.toBe(nonceOf(second))
    })

    it.each([{ path: '/go', status: redirect }, { path: '/api' }, ...data])(
      'answers $path with the policy, and with a nonce only in HTML',
      async ({ status = 200, ...asked }: Ask & { readonly status?: number }) =>
        expectPolicy(await app.send(asked), status, directives),
    )

    it('sends the files of a page with the policy, and without a nonce', async () => {
      const files = filesOf((await app.send({ path: '/', headers: HTML })).body)
      expect(files.length).toBeGreaterThan(0)
      for (const path of files) expectPolicy(await app.send({ path }), 200, directives)
    })

    it('runs in a browser, and so does the page that a link leads to, in a style of its own', async () => {
      const browser = await packagedChromium()({ pin: '' })
      onTestFinished(async () => void (await browser.close()))
      const tab = await browser.open()
      // While a page is left, there is none to read from.
      const becomes = (expression: string) => vi.waitUntil(() => tab.read(expression).catch(() => false), 20_000)
      await tab.go(app.address)
      await becomes(`document.body.dataset.runs === 'yes'`)
      await tab.read(`window.isFirst = true, document.querySelector('[href="/styled"]').click()`)
      await becomes(`getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)'`)
      expect(await tab.read('window.isFirst')).toBe(reloads ? undefined : true)
      expect((await tab.console()).filter((line) => /Content Security Policy|Trusted/.test(line))).toEqual([])
    })

    // The last one: it ends the server.
    it('is not warned about anything', async () => {
      expect(await app.close()).not.toMatch(/SECURE_/)
    })
  })
}

/** Each header of the policy once. */
function expectHeaders(reply: Reply, status: number): void {
  expect(reply.status).toBe(status)
  for (const [name, value] of Object.entries(HEADERS)) {
    expect(headerOf(reply, name), name).toEqual(OWN.includes(name) ? expect.stringMatching(/^[^⏎]+$/) : value)
  }
}

function expectPolicy(reply: Reply, status: number, directives: readonly string[]): void {
  expectHeaders(reply, status)
  expect([...directivesOf(reply).keys()]).toEqual(expect.arrayContaining([...directives]))
  const isHtml = headerOf(reply, 'Content-Type')?.startsWith('text/html') ?? false
  expect(nonceOf(reply)).toEqual(isHtml ? expect.any(String) : undefined)
}

function expectPage(reply: Reply, status: number, directives: readonly string[]): void {
  expectPolicy(reply, status, directives)
  const sent = directivesOf(reply)
  expect(tagsOf(reply.body).filter((tag) => !isAllowed(tag, sent))).toEqual([])
}

function nonceOf(reply: Reply): string | undefined {
  return /'nonce-(.+?)'/.exec(headerOf(reply, CSP) ?? '')?.[1]
}

function directivesOf(reply: Reply): ReadonlyMap<string, readonly string[]> {
  return new Map(
    (headerOf(reply, CSP) ?? '').split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ')
      return [name, sources]
    }),
  )
}

function isAllowed({ name, nonce, src }: Tag, directives: ReadonlyMap<string, readonly string[]>): boolean {
  const sources = directives.get(`${name}-src-elem`) ?? directives.get(`${name}-src`) ?? []
  // Beside 'strict-dynamic', browsers ignore 'self'.
  const allowsFiles = sources.includes("'self'") && !sources.includes("'strict-dynamic'")
  return sources.includes(`'nonce-${nonce}'`) || (allowsFiles && /^\.?\/(?!\/)/.test(src ?? ''))
}
