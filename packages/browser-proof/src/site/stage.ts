import type { IncomingMessage, RequestListener } from 'node:http'
import type { TLSSocket } from 'node:tls'
import type { SecureOptions } from '@secure/core'
import type { App } from '../adapters/adapter.js'
import { ADAPTERS } from '../adapters/index.js'
import type { Case, CasePolicy } from '../case.js'
import { only } from '../policy.js'
import { ATTACKER } from './attacker.js'
import { freshNonceOn304 } from './careless.js'
import type { Credentials } from './credentials.js'
import { listen } from './either-scheme.js'
import { freshHosts, LOCAL_HOSTS, type Suffix } from './hosts.js'
import { type Addresses, answer, type Received, type Routes } from './site.js'

/** The servers of one run of a case. */
export interface Stage {
  readonly at: Addresses
  readonly received: { readonly site: Received[]; readonly attacker: Received[] }
  readonly close: () => Promise<unknown>
}

export interface Setting {
  readonly policy: Case['policy']
  /** Whether this is the control. */
  readonly control: boolean
  /** The suffix of hosts over TLS that the engine can be told about. */
  readonly suffix: Suffix
  readonly credentials: Credentials
}

/** Starts the site under one policy, and the attacker. */
export async function stage(one: Case, { policy, control, suffix, credentials }: Setting): Promise<Stage> {
  const received: Stage['received'] = { site: [], attacker: [] }
  let site: RequestListener = unready
  let attacker: RequestListener = unready
  const servers = await Promise.all([
    listen(
      credentials,
      recording(received.site, (request, response) => site(request, response)),
    ),
    listen(
      credentials,
      recording(received.attacker, (request, response) => attacker(request, response)),
    ),
  ])
  const at = addresses(servers[0].port, servers[1].port, one.tls ?? false, suffix)
  const pages = one.site(at)
  const respond: App['answer'] = (path, visit) => answer(pages, path, visit)
  site =
    control && one.careless !== undefined
      ? freshNonceOn304(respond)
      : await ADAPTERS[one.framework](appOf(one, at, typeof policy === 'function' ? policy(at) : policy, respond))
  attacker = rawServer({ ...ATTACKER, ...one.attacker?.(at) })
  return { at, received, close: () => Promise.all(servers.map((server) => server.close())) }
}

const unready: RequestListener = (_request, response) => void response.writeHead(503).end()

function appOf({ route, base }: Case, at: Addresses, policy: CasePolicy, answer: App['answer']): App {
  if (route === undefined) return { policy: only(policy as SecureOptions), answer }
  return { policy: only(base?.(at) ?? {}), override: { path: route, options: policy }, answer }
}

function rawServer(routes: Routes): RequestListener {
  return (request, response) => {
    const reply = answer(routes, pathOf(request), { headers: request.headers, nonce: () => undefined })
    response.writeHead(reply.status, reply.headers).end(reply.body)
  }
}

function addresses(site: number, attacker: number, tls: boolean, suffix: Suffix): Addresses {
  const hosts = tls ? freshHosts(suffix) : LOCAL_HOSTS
  const under = (scheme: string) => ({
    site: `${scheme}://${hosts.site}:${site}`,
    attacker: `${scheme}://${hosts.attacker}:${attacker}`,
    sister: `${scheme}://${hosts.sister}:${attacker}`,
  })
  return { ...under(tls ? 'https' : 'http'), plain: under('http') }
}

const pathOf = (request: IncomingMessage) => (request.url ?? '/').split('?', 1)[0] as string

function recording(received: Received[], listener: RequestListener): RequestListener {
  return (request, response) => {
    const entry = {
      path: request.url ?? '',
      tls: (request.socket as Partial<TLSSocket>).encrypted === true,
      headers: request.headers,
      body: '',
    }
    received.push(entry)
    request.on('data', (chunk) => {
      entry.body += chunk
    })
    listener(request, response)
  }
}
