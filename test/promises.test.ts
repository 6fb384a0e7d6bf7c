import { type Harness, POLICY, SCENARIOS, type Scenario, SERVER_SCENARIOS, scenariosOf } from '@secure/adapter-contract'
import { HARNESSES } from '@secure/adapter-harnesses'
import { Secure } from '@secure/core'
import { exchange, headerOf, parse, type Reply, type Running, startUpstream } from '@secure/loopback'
import { afterAll, beforeAll, expect, it } from 'vitest'

let upstream: Awaited<ReturnType<typeof startUpstream>>
beforeAll(async () => {
  upstream = await startUpstream()
})
afterAll(() => upstream.close())

it('docs/promises.md is what the contract measures of us and of the peers (vitest -u writes it)', {
  timeout: 120_000,
}, async () => {
  const columns = await Promise.all(HARNESSES.map(measure))
  const head = HARNESSES.flatMap(({ name, peer }) => [`Secure, ${name}`, peer])
  const answered = SERVER_SCENARIOS.map(({ id, title, status }) => ({ id, title: `${title} (${status})` }))
  const rows = [...SCENARIOS, ...answered].map(({ id, title }) => [
    title,
    ...columns.flatMap((column) => column.get(id) ?? ['–', '–']),
  ])
  await expect(document(head, rows)).toMatchFileSnapshot('../docs/promises.md')
})

/** Scenario id → what we do and what the peer does. */
async function measure(harness: Harness): Promise<Map<string, [ours: string, peers: string]>> {
  const setup = { policy: undefined, attach: true, upstream: upstream.address }
  const [ours, peer, bare] = await Promise.all([
    harness.start({ ...setup, policy: POLICY }),
    harness.start({ ...setup, peer: true }),
    harness.start(setup),
  ])
  // What a plain page has with the peer and does not have without it is the peer's.
  const [page, barePage] = await Promise.all([peer.send({ path: '/html' }), bare.send({ path: '/html' })])
  const peers = new Map(page.headers.filter(([name]) => headerOf(barePage, name) === undefined))
  const own = new Map(new Secure(POLICY).entries().map(([name, value]) => [name.toLowerCase(), value]))

  const cells = new Map<string, [string, string]>()
  for (const scenario of scenariosOf(harness)) {
    cells.set(scenario.id, [
      describe(await reply(ours, scenario), own, scenario),
      describe(await reply(peer, scenario), peers, scenario),
    ])
  }
  for (const { id, bytes } of SERVER_SCENARIOS) {
    if (ours.port === undefined || peer.port === undefined) continue
    const [first, second] = await Promise.all([exchange('http', ours.port, bytes), exchange('http', peer.port, bytes)])
    cells.set(id, [describe(parse(first), own), describe(parse(second), peers)])
  }
  await Promise.all([ours, peer, bare].map((app) => app.close()))
  return cells
}

async function reply(app: Running, scenario: Scenario): Promise<Reply | undefined> {
  try {
    const answer = await app.send(scenario)
    return answer.status === 0 ? undefined : answer
  } catch {
    return undefined
  }
}

/** How much of a set of headers a reply has; what the handler itself decides does not count. */
function describe(
  answer: Reply | undefined,
  wanted: ReadonlyMap<string, string>,
  { sets = [], drops = [] }: Pick<Scenario, 'sets' | 'drops'> = {},
): string {
  if (answer === undefined) return 'no reply'
  const companions = new Set([...sets, ...drops])
  const isOwnCache = headerOf(answer, 'cache-control') !== wanted.get('cache-control')
  if (isOwnCache) for (const key of ['cache-control', 'pragma', 'expires']) companions.add(key)
  const keys = [...wanted.keys()].filter((key) => !companions.has(key))
  const missing = keys.filter((key) => headerOf(answer, key) === undefined)
  const altered = keys.filter(
    (key) => !missing.includes(key) && withoutNonce(headerOf(answer, key)) !== withoutNonce(wanted.get(key)),
  )
  if (headerOf(answer, 'x-powered-by') !== undefined) return `**X-Powered-By leaks** (${answer.status})`
  if (drops.some((key) => headerOf(answer, key) !== undefined)) return `**sent all the same** (${answer.status})`
  if (missing.length === keys.length) return `**none** (${answer.status})`
  if (missing.length > 0) return `**${missing.length} of ${keys.length} missing** (${answer.status})`
  return altered.length === 0
    ? `all (${answer.status})`
    : `${altered.map((key) => `\`${key}\``).join(', ')} replaced (${answer.status})`
}

/** A policy counts as itself with and without its nonce. */
function withoutNonce(value: string | undefined): string | undefined {
  return value?.replace(/ ?'nonce-[^']+'| ?'none'/g, '')
}

function document(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = [['situation', ...head], head.concat('').map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  const limits = HARNESSES.flatMap(({ name, cannot }) => {
    return Object.entries(cannot).map(([id, reason]) => {
      return `- ${name}, ${SCENARIOS.find((scenario) => scenario.id === id)?.title ?? id}: ${reason}.`
    })
  })
  return `# Promises

Every response has the policy's headers: that is one suite, \`packages/adapter-contract\`, which each adapter runs on real servers, over HTTP/1.1
and HTTP/2, with and without TLS, and on both of the ways in which Secure writes a head.

The table is measured by the same cases, for us with \`attach()\` and for the usual middleware of each framework. \`all\`: every header, with its
own value (the handler's own choices aside). \`replaced\`: the framework itself set that header on its error page, which makes it the handler's;
\`mode: 'enforce'\` turns it round. The status is in brackets, – has no meaning there.

${table.join('\n')}

Besides: a handler's header wins over the policy, an inner policy over an outer one; what a handler drops stays dropped; \`mode: 'enforce'\` wins over
both; X-Powered-By goes, however late it comes; a 304 carries no nonce; one response never leaves its state to the next; and nothing else of a
reply changes, to the byte.

## What the frameworks cannot

${limits.join('\n')}
- express, HTTP/2: Express 5 re-parents responses to those of node:http and does not run on node:http2.
- hono, \`c.res.headers.delete()\` of a header that is not there leaves no trace, so it drops nothing: use \`c.header(name, undefined)\`.
- hono as fetch: what is thrown and no Error leaves \`app.fetch\` without a Response; \`Response.error()\` and a status from 600 up cannot be given headers.
  Where \`notFound\` throws, and \`onError\` answers by a \`new Response()\` of its own, that may have no headers: answer by \`c.text()\`, \`c.json()\`,
  \`c.html()\` or an \`HTTPException\`.
- hono as fetch: what middleware before \`secure()\` does to a response comes after it, so put \`secure()\` first. Two apps that handle one and the same \`Request\`
  at a time are taken for one within the other: give each a request of its own.
- fastify, hono: taking back a header that the handler itself had set drops the policy's too, because those frameworks keep it where Node cannot
  see it.
- fastify: a route declared before the plugin has run is covered, but its \`secure\` option is not seen: \`await app.register(secure)\` first, or declare it in \`app.after()\`.
- hono, \`app.mount\`: the mounted app has a context, and as fetch a request, of its own: it has no \`c.var.cspNonce\` without its own \`secure()\` (on
  Node \`override({})\` is enough), and as fetch it can neither switch off nor drop a header of the outer policy, nor have a nonce of its own
  under an outer \`mode: 'enforce'\`. So it is as fetch for all that hands on a request of its own, such as \`methodOverride\`.
- hono on Node: a request inside of a request that is given \`c.env\` (\`app.request(path, init, c.env)\`) acts on the outer response, because that is in
  \`c.env\`: give it an environment without \`outgoing\`.
- hono on Node: an app within the app that is given \`c.req.raw\` alone answers as fetch: what it switches off comes back by the outer policy, and under an
  outer \`mode: 'enforce'\` its nonce is not the outer one's. Hand \`c.env\` on too: \`inner.fetch(c.req.raw, c.env)\`.
- everywhere: what a wrapper of \`writeHead\` that is older than the mark sets (on-headers before \`secure()\`) is seen by nobody: put \`secure()\` first.
- everywhere: the refusal of a WebSocket that \`ws\` or engine.io writes to the raw socket (\`verifyClient\`, an unknown transport) passes no
  response; \`stream.respond()\` of node:http2 passes by the response too, and is covered by \`attach\` only.
- everywhere: a mock, or an adapter that makes a \`Response\` of what is written, finds the headers by \`getHeaders()\` once \`writeHead\`, \`write\` or
  \`end\` was called. What has no \`setHeader\` is passed by, and what has no \`getHeader\` cannot say what the handler has set: the policy's wins there.
- everywhere: what a \`clientError\` listener writes while a response is being sent is part of that response's body, and stays as it is.
- everywhere: \`response.writeHeader()\`, Node's old name for \`writeHead\` and gone from Node 26, passes by where something has wrapped \`writeHead\` before
  \`secure()\`, or \`SECURE_HOOK=writeHead\` is set: call it \`writeHead\`.
- everywhere, from Node 22: where a response has headers and Node refuses an array given to \`writeHead\`, it has removed what the array names already, and the
  page after it may lack the policy's headers among them: give an object.
- everywhere: a header that is stripped goes also where its value is one that Node would refuse to write, and the error with it.
- node:http2: a client of HTTP/1 gets Node's own 403 of a secure server without \`allowHTTP1\`, which passes no response. What is pushed has the headers, and
  cannot drop one by \`removeHeader\`.
- fastify with @fastify/websocket: what Fastify itself answers to an upgrade (a path that cannot be decoded, a parameter that is too long, a hook that was
  registered before the plugin and replies) has no headers: Node tells nobody of such responses.
`
}
