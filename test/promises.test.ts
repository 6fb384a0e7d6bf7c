import { readFile } from 'node:fs/promises'
import { type Harness, POLICY, SCENARIOS, type Scenario, SERVER_SCENARIOS, scenariosOf } from '@secure/adapter-contract'
import { HARNESSES } from '@secure/adapter-harnesses'
import { Secure } from '@secure/core'
import { exchange, headerOf, parse, type Reply, type Running, startUpstream } from '@secure/loopback'
import { withParts } from '@secure/made-parts'
import { afterAll, beforeAll, expect, it } from 'vitest'

let upstream: Awaited<ReturnType<typeof startUpstream>>
beforeAll(async () => {
  upstream = await startUpstream()
})
afterAll(() => upstream.close())

it('docs/promises.md is what the contract measures for us and for the peers (vitest -u writes it)', {
  timeout: 120_000,
}, async () => {
  const columns = await Promise.all(HARNESSES.map(measure))
  const head = HARNESSES.flatMap(({ name, peer }) => [`Secure, ${name}`, peer])
  const answered = SERVER_SCENARIOS.map(({ id, title, status }) => ({ id, title: `${title} (${status})` }))
  const rows = [...SCENARIOS, ...answered].map(({ id, title }) => [
    title,
    ...columns.flatMap((column) => column.get(id) ?? ['–', '–']),
  ])
  const parts = { 'promises.test.ts: the table': table(head, rows), 'promises.test.ts: what the harnesses cannot': limits() }
  const page = await readFile(new URL('../docs/promises.md', import.meta.url), 'utf8')
  await expect(withParts(page, parts)).toMatchFileSnapshot('../docs/promises.md')
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

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [['situation', ...head], head.concat('').map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** What the harnesses say their frameworks cannot do. */
function limits(): string {
  return HARNESSES.flatMap(({ name, cannot }) => {
    return Object.entries(cannot).map(([id, reason]) => {
      return `- ${name}, ${SCENARIOS.find((scenario) => scenario.id === id)?.title ?? id}: ${reason}.`
    })
  }).join('\n')
}
