import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { Secure } from '@secure/core'
import { strict } from '@secure/core/presets'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const { 'Content-Security-Policy': _, ...STRICT } = new Secure(strict).headers()
const HEADERS = Object.fromEntries(Object.entries(STRICT).map(([name, value]) => [name.toLowerCase(), value]))

const FRAMEWORKS = readdirSync(new URL('../examples', import.meta.url))

describe.each(FRAMEWORKS)('the %s example', (framework) => {
  let server: ChildProcess
  let port: number

  beforeAll(async () => {
    const app = new URL(`../examples/${framework}/dist/app.js`, import.meta.url).pathname
    server = spawn(process.execPath, [app], {
      env: { ...process.env, PORT: '0', NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    for await (const line of server.stdout ?? []) {
      port = Number(/port: (\d+)/.exec(String(line))?.[1])
      break
    }
  })
  afterAll(async () => {
    server.kill()
    await once(server, 'exit')
  })

  const get = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init)

  it.each(['/', '/missing', '/boom', '/api/notes'])(
    'sends the headers of the preset on %s, and no X-Powered-By',
    async (path) => {
      const { headers } = await get(path)
      expect(Object.fromEntries(headers)).toMatchObject(HEADERS)
      expect(headers.has('x-powered-by')).toBe(false)
    },
  )

  it('answers as the framework does', async () => {
    const statuses = await Promise.all(['/', '/missing', '/boom', '/logo.svg'].map(async (path) => (await get(path)).status))
    expect(statuses).toEqual([200, 404, 500, 200])
  })

  it('has the nonce of its header in its page, a different one each time', async () => {
    const nonces = new Set<string>()
    for (const _ of [1, 2]) {
      const response = await get('/')
      const nonce = /script-src-elem 'nonce-([\w+/]{24})'/.exec(response.headers.get('content-security-policy') ?? '')?.[1] ?? ''
      const page = await response.text()
      expect(nonce).not.toBe('')
      expect(page).toContain(`<script type="module" nonce="${nonce}">`)
      expect(page).toContain(`<style nonce="${nonce}">`)
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(2)
  })

  it('keeps notes', async () => {
    const body = JSON.stringify({ text: 'A second one.' })
    const added = await get('/api/notes', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
    expect(added.status).toBe(201)
    expect(await (await get('/api/notes')).json()).toEqual(['Write the policy once.', 'A second one.'])
  })

  it("leaves a file's own caching alone", async () => {
    const { headers } = await get('/logo.svg')
    expect(headers.get('cache-control')).toBe('public, max-age=3600')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('lets a partner frame one page', async () => {
    const { headers } = await get('/embed')
    expect(headers.has('x-frame-options')).toBe(false)
    expect(headers.get('content-security-policy')).toContain('frame-ancestors https://partner.example')
    expect(headers.get('content-security-policy')).toContain("object-src 'none'")
  })

  it('does not make Safari ask for its files and its data over https', async () => {
    const { headers } = await get('/')
    expect(headers.get('content-security-policy')).toMatch(/default-src/)
    expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests')
  })

  it('covers a request that is not HTTP', async () => {
    const socket = connect(port, '127.0.0.1')
    socket.end('NOT HTTP\r\n\r\n')
    const answer = await text(socket)
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
    expect(answer).toContain('\r\nX-Frame-Options: DENY\r\n')
  })
})
