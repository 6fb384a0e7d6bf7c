import { NONCE, NONE, SELF, STRICT_DYNAMIC, UNSAFE_INLINE } from '../headers/source-expression.js'
import { preset } from '../preset.js'
import { DISCLOSING_HEADERS } from './disclosing-headers.js'

/** What helmet 8 sends, header for header. */
export const basic = preset('basic', {
  hsts: { maxAge: 31_536_000, includeSubDomains: true },
  csp: {
    'default-src': [SELF],
    'base-uri': [SELF],
    'font-src': [SELF, 'https:', 'data:'],
    'form-action': [SELF],
    'frame-ancestors': [SELF],
    'img-src': [SELF, 'data:'],
    'object-src': [NONE],
    'script-src': [SELF],
    'script-src-attr': [NONE],
    'style-src': [SELF, 'https:', UNSAFE_INLINE],
    'upgrade-insecure-requests': true,
  },
  referrer: 'no-referrer',
  cache: false,
  coop: 'same-origin',
  corp: 'same-origin',
  originAgentCluster: '?1',
  dnsPrefetch: 'off',
  download: 'noopen',
  crossDomain: 'none',
})

/** The everyday recommendation: files and inline code of the site itself only, no frames around it, no cross-origin windows. */
export const balanced = preset('balanced', {
  xfo: 'DENY',
  xxp: false,
  csp: {
    'default-src': [SELF],
    'base-uri': [NONE],
    'child-src': [NONE],
    'form-action': [SELF],
    'frame-ancestors': [NONE],
    'img-src': [SELF, 'data:'],
    'object-src': [NONE],
    'script-src': [SELF],
    'script-src-attr': [NONE],
    'worker-src': [SELF],
    'upgrade-insecure-requests': true,
  },
  referrer: 'no-referrer',
  cache: false,
  permissions: {
    accelerometer: [],
    'browsing-topics': [],
    camera: [],
    'display-capture': [],
    geolocation: [],
    gyroscope: [],
    hid: [],
    'idle-detection': [],
    'local-fonts': [],
    magnetometer: [],
    microphone: [],
    midi: [],
    payment: [],
    serial: [],
    usb: [],
    'xr-spatial-tracking': [],
  },
  coop: 'same-origin',
  corp: 'same-origin',
  originAgentCluster: '?1',
  dnsPrefetch: 'off',
  crossDomain: 'none',
})

/**
 * Scripts and styles by nonce only, Trusted Types, cross-origin isolation, nothing stored: put `cspNonce` on each `<script>` and `<style>`.
 */
export const strict = preset('strict', {
  xfo: 'DENY',
  xxp: false,
  csp: {
    'default-src': [NONE],
    'base-uri': [NONE],
    'child-src': [NONE],
    'connect-src': [SELF],
    'font-src': [SELF],
    'form-action': [SELF],
    'frame-ancestors': [NONE],
    'img-src': [SELF],
    'manifest-src': [SELF],
    'object-src': [NONE],
    // With the nonce here, a script with it could still use eval() and event handlers.
    'script-src': [NONE],
    'script-src-elem': [NONCE, STRICT_DYNAMIC],
    'style-src': [NONCE],
    'worker-src': [NONE],
    'require-trusted-types-for': true,
    'trusted-types': [NONE],
    'upgrade-insecure-requests': true,
  },
  referrer: 'no-referrer',
  cache: 'no-store, max-age=0',
  permissions: {
    ...balanced.permissions,
    autoplay: [],
    bluetooth: [],
    'clipboard-read': [],
    'clipboard-write': [],
    'encrypted-media': [],
    fullscreen: [],
    gamepad: [],
    'identity-credentials-get': [],
    'keyboard-map': [],
    'otp-credentials': [],
    'picture-in-picture': [],
    'publickey-credentials-create': [],
    'publickey-credentials-get': [],
    'screen-wake-lock': [],
    'storage-access': [],
    'sync-xhr': [],
    unload: [],
    'web-share': [],
    'window-management': [],
  },
  coop: 'same-origin',
  coep: 'require-corp',
  corp: 'same-origin',
  originAgentCluster: '?1',
  dnsPrefetch: 'off',
  crossDomain: 'none',
})

/** JSON services: a reply that is opened as a page can do nothing at all, and no cache keeps it. */
export const api = preset('api', {
  xfo: 'DENY',
  xxp: false,
  csp: {
    'default-src': [NONE],
    'base-uri': [NONE],
    'form-action': [NONE],
    'frame-ancestors': [NONE],
    'require-trusted-types-for': true,
    'trusted-types': [NONE],
    'upgrade-insecure-requests': true,
  },
  referrer: 'no-referrer',
  cache: 'no-store, max-age=0',
  coop: 'same-origin',
  coep: 'require-corp',
  corp: 'same-origin',
  originAgentCluster: '?1',
  dnsPrefetch: 'off',
  crossDomain: 'none',
})

/** The OWASP Secure Headers Project's own values, without Clear-Site-Data: give that to the log-out route, in an override. */
export const owasp = preset('owasp', {
  xfo: 'DENY',
  xxp: false,
  csp: {
    'default-src': [SELF],
    'form-action': [SELF],
    'base-uri': [SELF],
    'object-src': [NONE],
    'frame-ancestors': [NONE],
    'upgrade-insecure-requests': true,
  },
  referrer: 'no-referrer',
  cache: 'no-store, max-age=0',
  permissions:
    'accelerometer=(), autoplay=(), camera=(), cross-origin-isolated=(), display-capture=(), encrypted-media=(), fullscreen=(), ' +
    'geolocation=(), gyroscope=(), keyboard-map=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), ' +
    'publickey-credentials-get=(), screen-wake-lock=(), sync-xhr=(self), usb=(), web-share=(), xr-spatial-tracking=(), ' +
    'clipboard-read=(), clipboard-write=(), gamepad=(), hid=(), idle-detection=(), interest-cohort=(), serial=(), unload=()',
  coop: 'same-origin',
  coep: 'require-corp',
  corp: 'same-origin',
  dnsPrefetch: 'off',
  crossDomain: 'none',
  remove: DISCLOSING_HEADERS,
})
