import { getRequestListener } from '@hono/node-server'
import type { Harness, Setup } from '@secure/adapter-contract'
import { override } from '@secure/hono-middleware'
import { attach } from '@secure/hono-middleware/node'
import { type Ask, listen, type Reply, type Running, serverFor } from '@secure/loopback'
import { Hono } from 'hono'
import { getRequestListener as getRequestListener1 } from 'node-server1'
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

type Listener = Parameters<typeof serverFor>[1]

/** hono on @hono/node-server. */
function onNode(name: string, listenerOf: typeof getRequestListener): Harness {
  return {
    name,
    peer: "hono's secureHeaders",
    protocols: ['http', 'https', 'h2c', 'h2'],
    declareBadOverride,
    cannot: NOT_IN_HONO,
    statuses: STATUSES,
    // hono's error page keeps what `c.header` has set.
    frameworkSets: { 'own-throw': ['x-frame-options'] },
    async start(setup: Setup): Promise<Running> {
      const { protocol = 'http', policy } = setup
      const server = serverFor(protocol, listenerOf(createApp(setup).fetch) as Listener)
      if (setup.attach && policy !== undefined) attach(server, policy)
      return listen(protocol, server)
    },
  }
}

export const nodeHarness = onNode('hono on Node', getRequestListener)
export const nodeHarness1 = onNode('hono on @hono/node-server 1', getRequestListener1)

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
    'throw-string': 'hono rethrows what is not an Error: there is no Response',
    'handler-throws': 'hono rethrows what its error handler throws: there is no Response',
  },
  async start(setup: Setup): Promise<Running> {
    const app = createApp(setup)
    return { send: (request) => send((url, init) => app.request(url, init), request), close: async () => {} }
  },
}

/**
 * hono as a fetch handler under @hono/node-server 1, which puts a class of its own in Response's place: the app gets the request
 * alone, and its response is copied before it is sent.
 */
export const fetchHarness1: Harness = {
  ...fetchHarness,
  name: 'hono as fetch under @hono/node-server 1',
  async start(setup: Setup): Promise<Running> {
    const app = createApp(setup)
    const listener = getRequestListener1(async (request) => copyOf(await app.fetch(request)))
    return listen('http', serverFor('http', listener as Listener))
  },
}

function copyOf(response: Response): Response {
  const copy = new Response(response.body, response)
  // The default type of a text: that class writes it with a space, the real one without.
  if (copy.headers.get('content-type') === 'text/plain;charset=UTF-8')
    copy.headers.set('content-type', 'text/plain; charset=UTF-8')
  return copy
}

async function send(fetch: (url: string, init: RequestInit) => Response | Promise<Response>, request: Ask): Promise<Reply> {
  const { path, method = 'GET', headers = {}, body } = request
  const response = await fetch(`http://localhost${path}`, { method, headers, ...(body !== undefined && { body }) })
  return { status: response.status, headers: [...response.headers], body: await response.text(), raw: '' }
}
