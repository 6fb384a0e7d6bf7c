/** Where everybody is, as the browser sees it. */
export interface Addresses {
  /** The site under trial. */
  readonly site: string
  /** Another site. */
  readonly attacker: string
  /** Another origin of the site under trial, in the attacker's hands. */
  readonly sister: string
  /** The same three without TLS. */
  readonly plain: Pick<Addresses, 'site' | 'attacker' | 'sister'>
}

/** A request, as a route sees it. */
export interface Visit {
  /** The nonce of the response, when the policy has one. */
  readonly nonce: () => string | undefined
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

/** A path's page as HTML, or a whole reply, or a function of the visit. */
export type Route = string | Reply | ((visit: Visit) => string | Reply)
export type Routes = Readonly<Record<string, Route>>

/** What arrived at a server. */
export interface Received {
  readonly path: string
  readonly tls: boolean
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

export const script = (body: string): Reply => ({ headers: { 'Content-Type': 'text/javascript' }, body })

const HTML = { 'Content-Type': 'text/html; charset=utf-8' }

/** What a path answers. */
export function answer(routes: Routes, path: string, visit: Visit): Required<Reply> {
  const route = routes[path]
  if (route === undefined) return { status: 404, headers: HTML, body: 'not here' }
  const reply = typeof route === 'function' ? route(visit) : route
  if (typeof reply === 'string')
    return { status: 200, headers: HTML, body: `<!doctype html><meta charset="utf-8"><title>page</title>${reply}` }
  return { status: reply.status ?? 200, headers: reply.headers ?? HTML, body: reply.body ?? '' }
}
