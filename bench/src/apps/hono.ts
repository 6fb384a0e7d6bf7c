import secure, { override } from '@secure/hono-middleware'
import { Hono, type MiddlewareHandler } from 'hono'
import { NONCE, secureHeaders } from 'hono/secure-headers'
import { VARIANTS, type Variant } from '../variants.js'
import { type App, BODY, inTurn, OURS, overridesOf, page } from './app.js'
import { LOWER_CASE_HEADERS, overrideOptions, PEER_DIRECTIVES } from './policies.js'
import { directivesWith, FEATURES, STRICT } from './strict.js'

/** What goes past hono, to the response of Node. */
interface OnNode {
  readonly floor: MiddlewareHandler
  readonly hand: MiddlewareHandler
}

/** As hono documents middleware: one that returns `next()` itself makes its context the response where nobody answers. */
const nothing: MiddlewareHandler = async (_c, next) => {
  await next()
}

/** The same for a server of Node as for other runtimes, which have no floor. */
export function honoApp(variant: Variant, onNode?: OnNode): Hono {
  const app = new Hono()
  const policy = OURS[variant]
  if (policy !== undefined) app.use(secure(policy))
  const middleware: Partial<Record<Variant, MiddlewareHandler>> = {
    noop: nothing,
    noopWrapped: nothing,
    noopPage: nothing,
    peer: secureHeaders({ contentSecurityPolicy: honoCsp([]) }),
    peerNonce: secureHeaders({ contentSecurityPolicy: honoCsp([NONCE]) }),
    peerStrict: strictHeaders,
    hand: async (c, next) => {
      await next()
      for (const [name, value] of LOWER_CASE_HEADERS) c.res.headers.set(name, value)
    },
    ...(onNode !== undefined && { ...onNode, block1: onNode.floor, block10k: onNode.floor }),
  }
  const chosen = middleware[variant]
  if (chosen !== undefined) app.use(chosen)
  const count = overridesOf(variant)
  if (count > 0) {
    const next = inTurn((index) => override(overrideOptions(index)) as MiddlewareHandler, count)
    app.use((c, done) => next()(c, done))
  }
  app.get('/', (c) => {
    if (VARIANTS[variant].page)
      return c.html(page((c.get as (key: string) => unknown)(variant.startsWith('peer') ? 'secureHeadersNonce' : 'cspNonce')))
    return c.json(BODY)
  })
  return app
}

/** The `strict` set: hono has an option for all but Cache-Control. */
const writeStrict = secureHeaders({
  contentSecurityPolicy: { ...directivesWith(NONCE), reportTo: 'default' },
  crossOriginEmbedderPolicy: true,
  permissionsPolicy: Object.fromEntries(FEATURES.map((feature) => [feature, false])),
  reportingEndpoints: [{ name: 'default', url: 'https://reports.example.test/r' }],
  strictTransportSecurity: 'max-age=63072000; includeSubDomains',
  xDownloadOptions: false,
  xFrameOptions: 'DENY',
  xXssProtection: false,
})
const strictHeaders: MiddlewareHandler = async (c, next) => {
  await writeStrict(c, next)
  c.res.headers.set('cache-control', STRICT.cache as string)
}

/** helmet's policy in hono's spelling, so that all send the same. */
function honoCsp(extra: (typeof NONCE)[]) {
  const directives = Object.entries(PEER_DIRECTIVES).map(([name, sources]) => [name, [...sources]])
  return {
    ...Object.fromEntries(directives),
    scriptSrc: [...PEER_DIRECTIVES.scriptSrc, ...extra],
    upgradeInsecureRequests: [],
  }
}

export function fetchApp(variant: Variant): App & Required<Pick<App, 'fetch'>> {
  const app = honoApp(variant)
  return { fetch: (request) => app.fetch(request), paths: ['/'] }
}
