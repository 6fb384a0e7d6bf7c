import type { SecureOptions } from '@secure/core'

/** Nothing at all: each header that is on by default is off. */
const OFF: SecureOptions = { hsts: false, xfo: false, xxp: false, content: false, referrer: false, cache: false, remove: false }

/** Only the headers of these options. */
export const only = (policy: SecureOptions): SecureOptions => ({ ...OFF, ...policy })
