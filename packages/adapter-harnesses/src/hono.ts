import { getRequestListener } from '@hono/node-server'
import type { Harness, Setup } from '@secure/adapter-contract'
import { override } from '@secure/hono-middleware'
import { attach } from '@secure/hono-middleware/node'
import { type Ask, listen, type Reply, type Running, serverFor } from '@secure/loopback'
import { Hono } from 'hono'
import { createApp } from './hono-app.js'

const declareBadOverride = async () => new Hono().get('/', override({ xfo: 'DENNY' as 'DENY' }))

const NOT_IN_HONO = {
  'media-type': 'hono parses whatever the handler asks for',
  invalid: 'hono has no validation of its own',
  'long-parameter': 'hono has no limit',
  'trust-proxy': 'hono has no trust-proxy setting: the scheme is the one of the URL that the runtime gives',
  'stream-fails': 'the head is written before the stream is read',
  'bad-parameter': 'hono hands the parameter on undecoded',
  directory: "hono's serveStatic answers with the folder's index.html, without a redirect",
}

/** hono has no error of its own for it: `c.req.json()` throws a SyntaxError like any other. */
const STATUSES = { 'bad-json': 500 }

/** hono on @hono/node-server. */
export const nodeHarness: Harness = {
  name: 'hono on Node',
  peer: "hono's secureHeaders",
  protocols: ['http', 'https', 'h2c', 'h2'],
  declareBadOverride,
  cannot: NOT_IN_HONO,
  statuses: STATUSES,
  // hono's error page keeps what `c.header` has set.
  frameworkSets: { 'own-throw': ['x-frame-options'] },
  async start(setup: Setup): Promise<Running> {
    const { protocol = 'http', policy } = setup
    const server = serverFor(protocol, getRequestListener(createApp(setup).fetch) as Parameters<typeof serverFor>[1])
    if (setup.attach && policy !== undefined) attach(server, policy)
    return listen(protocol, server)
  },
}

/** hono as a fetch handler, without any server. */
export const fetchHarness: Harness = {
  name: 'hono as fetch',
  peer: "hono's secureHeaders",
  protocols: [],
  declareBadOverride,
  statuses: STATUSES,
  frameworkSets: { 'own-throw': ['x-frame-options'] },
  cannot: {
    ...NOT_IN_HONO,
    'throw-string': 'hono lets what is no Error through: there is no Response',
    'handler-throws': 'hono lets what its error handler throws last through: there is no Response',
  },
  async start(setup: Setup): Promise<Running> {
    const app = createApp(setup)
    return { send: (request) => send((url, init) => app.request(url, init), request), close: async () => {} }
  },
}

async function send(fetch: (url: string, init: RequestInit) => Response | Promise<Response>, request: Ask): Promise<Reply> {
  const { path, method = 'GET', headers = {}, body } = request
  const response = await fetch(`http://localhost${path}`, { method, headers, ...(body !== undefined && { body }) })
  return { status: response.status, headers: [...response.headers], body: await response.text(), raw: '' }
}
