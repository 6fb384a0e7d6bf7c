import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

/** Runs a server in a process of its own, after `before`, and returns its head and what the process wrote to stderr. */
async function serve(before: string, env: Record<string, string> = {}): Promise<{ head: string; stderr: string; hook: string }> {
  const program = `
    import http from 'node:http'
    ${before}
    const { compile } = await import('@secure/core')
    const { protect } = await import('@secure/core/node')
    const layer = compile({ xfo: 'DENY' })
    const framework = { isSecure: () => false, route: () => '/' }
    const server = http.createServer((request, response) => {
      protect(response, layer, framework, undefined)
      const hook = Object.hasOwn(response, 'writeHead') ? 'writeHead' : Object.hasOwn(response, '_storeHeader') ? 'block' : 'none'
      response.end(hook)
    }).listen(0, '127.0.0.1', async () => {
      for (const _ of [1, 2]) var response = await fetch('http://127.0.0.1:' + server.address().port)
      console.log(JSON.stringify({ head: response.headers.get('x-frame-options'), hook: await response.text() }))
      server.close()
      server.closeAllConnections()
    })`
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    cwd: new URL('.', import.meta.url).pathname,
    env: { ...process.env, SECURE_HOOK: '', ...env },
  })
  const { stdout, stderr } = await run
  return { ...JSON.parse(stdout), stderr }
}

/** Node's own head writer under another name. */
const RENAMED = `
  const proto = http.OutgoingMessage.prototype
  const renamed = proto._storeHeader
  delete proto._storeHeader
  const { writeHead } = http.ServerResponse.prototype
  http.ServerResponse.prototype.writeHead = function (...args) {
    proto._storeHeader = renamed
    try { return writeHead.apply(this, args) } finally { delete proto._storeHeader }
  }`

describe('the hook', () => {
  it('is the block on this Node, without a word', async () => {
    expect(await serve('')).toEqual({ head: 'DENY', hook: 'block', stderr: '' })
  })

  it.each([
    ['sets a header', "this.setHeader('X-Request-Id', '1')"],
    ['reads the request', 'void [this.req.headers.host, this.req.url.length, this.req.socket.remoteAddress]'],
  ])('is the block where an agent that was loaded first %s in writeHead, without a word', async (_title, what) => {
    const agent = `
      const { writeHead } = http.ServerResponse.prototype
      http.ServerResponse.prototype.writeHead = function (...args) { ${what}; return writeHead.apply(this, args) }`
    expect(await serve(agent)).toEqual({ head: 'DENY', hook: 'block', stderr: '' })
  })

  it('is writeHead when the environment says so, without a word', async () => {
    expect(await serve('', { SECURE_HOOK: 'writeHead' })).toEqual({ head: 'DENY', hook: 'writeHead', stderr: '' })
  })

  it.each([
    ['is renamed', RENAMED],
    [
      'no longer takes a status line with more behind it',
      `const { _storeHeader } = http.OutgoingMessage.prototype
       http.OutgoingMessage.prototype._storeHeader = function (line, headers) { return _storeHeader.call(this, line.split('\\r\\n')[0] + '\\r\\n', headers) }`,
    ],
    [
      'writes what is behind the status line twice',
      `const { _storeHeader } = http.OutgoingMessage.prototype
       http.OutgoingMessage.prototype._storeHeader = function (line, headers) {
         return _storeHeader.call(this, line + line.slice(line.indexOf('\\r\\n') + 2), headers)
       }`,
    ],
    [
      'keeps headers as text',
      `const { setHeader } = http.OutgoingMessage.prototype
       http.OutgoingMessage.prototype.setHeader = function (name, value) {
         this[Symbol('text')] = { [name.toLowerCase()]: value }
         return setHeader.call(this, name, value)
       }
       const { getOwnPropertySymbols } = Object
       Object.getOwnPropertySymbols = (object) => getOwnPropertySymbols(object).reverse()`,
    ],
    ['keeps headers where nobody finds them', 'Object.getOwnPropertySymbols = () => []'],
    [
      'writes the head elsewhere',
      `const { _storeHeader } = http.OutgoingMessage.prototype
       http.ServerResponse.prototype.writeHead = function (status, headers) {
         this.statusCode = status
         for (const [name, value] of Object.entries(headers ?? {})) this.setHeader(name, value)
         _storeHeader.call(this, 'HTTP/1.1 ' + status + ' OK\\r\\n', this.getHeaders() && this[Object.getOwnPropertySymbols(this).find((s) => s.description === 'kOutHeaders')])
         return this
       }`,
    ],
  ])('falls back, and says so once, when what it relies on %s', async (_title, before) => {
    const { head, hook, stderr } = await serve(before)
    expect([head, hook]).toEqual(['DENY', 'writeHead'])
    expect(stderr.match(/SECURE_FALLBACK/g)).toHaveLength(1)
  })

  it.each([
    ['an array', 'Array.isArray(given)'],
    ['an object', 'given && !Array.isArray(given) && !Array.isArray(Object.values(given)[0])'],
    ['what was set', 'given && !Array.isArray(given) && Array.isArray(Object.values(given)[0])'],
  ])('falls back where only a head of %s is written in another way', async (_title, isIt) => {
    const { head, hook } = await serve(`
      const { _storeHeader } = http.OutgoingMessage.prototype
      http.OutgoingMessage.prototype._storeHeader = function (line, given) {
        return _storeHeader.call(this, (${isIt}) ? line.split('\\r\\n')[0] + '\\r\\n' : line, given)
      }`)
    expect([head, hook]).toEqual(['DENY', 'writeHead'])
  })
})
