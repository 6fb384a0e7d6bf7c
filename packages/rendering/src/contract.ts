import { Secure } from '@secure/core'
import { strict } from '@secure/core/presets'
import { type Ask, headerOf, type Reply } from '@secure/loopback'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningApp, start } from './app.js'
import { filesOf, type Tag, tagsOf } from './tags.js'

/** An app of `apps/`, and where its answers are. */
export interface App {
  readonly name: string
  readonly pages: readonly string[]
  /** The status of the redirect at `/go`. */
  readonly redirect: number
  /** What its own scripts fetch. */
  readonly data: readonly Ask[]
  /** The policy of a 404, where Express answers it: a stricter one of its own. */
  readonly missing?: string
}

const CSP = 'Content-Security-Policy'
const HEADERS = new Secure(strict).headers()
/** Frameworks have a Cache-Control of their own for files, and an app changes directives. */
const OWN = ['Cache-Control', CSP]
const DIRECTIVES = Object.keys(strict.csp)
const HTML = { Accept: 'text/html,*/*' }

/** What docs/rendering.md promises of a recipe. */
export function contract({ name, pages, redirect, data, missing }: App): void {
  describe(name, () => {
    let app: RunningApp
    beforeAll(async () => {
      app = await start(name)
    })
    afterAll(() => app?.close())

    it.each([...pages.map((path) => [200, path] as const), [500, '/boom'] as const])(
      'answers %i at %s with the policy, which lets all of the page run',
      async (status, path) => expectPage(await app.send({ path, headers: HTML }), status),
    )

    it('answers 404 with the policy, which lets all of the page run', async () => {
      const reply = await app.send({ path: '/none', headers: HTML })
      if (missing === undefined) return expectPage(reply, 404)
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
      async ({ status = 200, ...asked }: Ask & { readonly status?: number }) => expectPolicy(await app.send(asked), status),
    )

    it('sends the files of a page with the policy, and without a nonce', async () => {
      const files = filesOf((await app.send({ path: '/', headers: HTML })).body)
      expect(files.length).toBeGreaterThan(0)
      for (const path of files) expectPolicy(await app.send({ path }), 200)
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

function expectPolicy(reply: Reply, status: number): void {
  expectHeaders(reply, status)
  expect([...directivesOf(reply).keys()]).toEqual(expect.arrayContaining(DIRECTIVES))
  const isHtml = headerOf(reply, 'Content-Type')?.startsWith('text/html') ?? false
  expect(nonceOf(reply)).toEqual(isHtml ? expect.any(String) : undefined)
}

function expectPage(reply: Reply, status: number): void {
  expectPolicy(reply, status)
  const directives = directivesOf(reply)
  expect(tagsOf(reply.body).filter((tag) => !isAllowed(tag, directives))).toEqual([])
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
