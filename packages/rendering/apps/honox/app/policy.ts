import { NONCE, SELF, Secure } from '@secure/core'
import { strict } from '@secure/core/presets'

export const policy = new Secure({ ...strict, csp: { ...strict.csp, 'style-src': [SELF, NONCE] } })
