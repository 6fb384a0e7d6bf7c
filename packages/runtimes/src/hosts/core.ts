import process from 'node:process'
import { ContentSecurityPolicy, createNonce, NONCE, SELF, Secure, sha256 } from '@secure/core'
import { explain } from '@secure/core/explain'
import { stripe } from '@secure/core/fragments'
import { lint } from '@secure/core/lint'
import * as presets from '@secure/core/presets'

/** What the core says, without any framework: the same on every runtime. */
const said = {
  presets: Object.values(presets).map((options) =>
    new Secure({ ...options, reporting: '/r' }).entries('abcdefghijklmnopqrstuvwx'),
  ),
  merged: String(new ContentSecurityPolicy().scriptSrc(SELF, NONCE, sha256('start()')).merge(stripe)),
  lint: Object.values(presets).map((options) => lint(options)),
  explain: explain(presets.strict, { xfo: false }),
  nonces: new Set(Array.from({ length: 1000 }, createNonce)).size,
  mistake: mistakeOf(() => new Secure({ csp: { 'script-src': ['self'] } })),
}
process.stdout.write(JSON.stringify(said))

function mistakeOf(make: () => unknown): string {
  try {
    make()
    return ''
  } catch (error) {
    return String(error)
  }
}
