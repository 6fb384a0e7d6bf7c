import { ContentSecurityPolicy, NONCE, type OverrideOptions, SELF, Secure, type SecureOptions } from '@secure/core'
import { explain } from '@secure/core/explain'
import { stripe } from '@secure/core/fragments'
import { lint } from '@secure/core/lint'
import { strict } from '@secure/core/presets'
import secure, { override } from '@secure/hono-middleware'
import { Hono } from 'hono'

const options: SecureOptions = { ...strict, reporting: '/reports', csp: { ...strict.csp, 'img-src': [SELF, NONCE] } }
const extended: OverrideOptions = { csp: (csp) => csp.merge(stripe).imgSrc('data:'), xfo: false }
const policy = new Secure(options).with(extended)
// @ts-expect-error: a mistake does not compile
new Secure({ xfo: 'DENNY' })
// @ts-expect-error: nor does a directive that does not exist
new ContentSecurityPolicy().scriptScr(SELF)

const app = new Hono()
app.use(secure(policy))
app.get('/', override(extended), (c) => c.html(`<script nonce="${c.get('cspNonce')}"></script>`))
export const severities: readonly string[] = lint(policy).map(({ severity }) => severity)
export const text: string = String(explain(policy))
export default app
