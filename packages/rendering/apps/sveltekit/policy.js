import { NONCE, SELF, Secure } from '@secure/core'
import { strict } from '@secure/core/presets'

// The style of the element that tells screen readers about a new page.
const announcer = "'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='"
export const policy = new Secure({
  ...strict,
  csp: {
    ...strict.csp,
    'style-src': [SELF, NONCE],
    'style-src-attr': ["'unsafe-hashes'", announcer],
    'trusted-types': ['svelte-trusted-html', 'sveltekit-trusted-url'],
  },
})
