// What runs inside workerd: a variant of hono's app; a request says how often the app is to answer.
import { fetchApp } from './apps/hono.js'
import type { App } from './apps/index.js'
import { fetchOnce } from './fetch-once.js'
import type { Variant } from './variants.js'
import { headOf } from './verify.js'

let app: NonNullable<App['fetch']> | undefined

export default {
  async fetch(request: Request, { VARIANT }: { readonly VARIANT: Variant }): Promise<Response> {
    app ??= fetchApp(VARIANT).fetch
    const requests = Number(new URL(request.url).searchParams.get('requests'))
    if (requests === 0) return new Response(headOf((await app(new Request('http://localhost/'))).headers))
    for (let sent = 0; sent < requests; sent++) await fetchOnce(app, '/')
    return new Response()
  },
}
