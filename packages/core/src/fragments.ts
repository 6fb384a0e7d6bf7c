import { deepFreeze } from './deep-freeze.js'
import type { ContentSecurityPolicyData } from './headers/content-security-policy.js'

// What services ask a Content-Security-Policy to allow, according to their own documentation: plain data for
// `csp.merge(stripe, googleFonts)`.

/** Payments with Stripe.js: https://docs.stripe.com/security/guide#content-security-policy */
export const stripe = fragment({
  'script-src': ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://maps.googleapis.com'],
  'frame-src': ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
  'connect-src': ['https://api.stripe.com', 'https://maps.googleapis.com'],
})

/** Web fonts from Google: https://developers.google.com/fonts/docs/getting_started */
export const googleFonts = fragment({
  'style-src': ['https://fonts.googleapis.com'],
  'font-src': ['https://fonts.gstatic.com'],
})

/** Google Analytics 4: https://developers.google.com/tag-platform/security/guides/csp */
export const googleAnalytics = fragment({
  'script-src': ['https://*.googletagmanager.com'],
  'img-src': ['https://*.google-analytics.com', 'https://*.googletagmanager.com'],
  'connect-src': [
    'https://*.google-analytics.com',
    'https://analytics.google.com',
    'https://*.analytics.google.com',
    'https://*.googletagmanager.com',
    'https://www.google.com/g/collect',
  ],
})

/** Cloudflare Web Analytics: https://developers.cloudflare.com/fundamentals/reference/policies-compliances/content-security-policies/ */
export const cloudflareAnalytics = fragment({
  'script-src': ['https://static.cloudflareinsights.com'],
  'connect-src': ['https://cloudflareinsights.com'],
})

/** PostHog Cloud: https://posthog.com/docs/advanced/content-security-policy */
export const posthog = fragment({
  'script-src': ['https://*.posthog.com'],
  'connect-src': ['https://*.posthog.com'],
})

/**
 * Sign in with Google, whose pop-ups need `coop: 'same-origin-allow-popups'`:
 * https://developers.google.com/identity/gsi/web/guides/get-google-api-clientid#content_security_policy
 */
export const googleSignIn = fragment({
  'script-src': ['https://accounts.google.com/gsi/client'],
  'style-src': ['https://accounts.google.com/gsi/style'],
  'frame-src': ['https://accounts.google.com/gsi/'],
  'connect-src': ['https://accounts.google.com/gsi/'],
})

/** reCAPTCHA: https://developers.google.com/recaptcha/docs/faq */
export const recaptcha = fragment({
  'script-src': ['https://www.google.com/recaptcha/', 'https://www.gstatic.com/recaptcha/'],
  'frame-src': ['https://www.google.com/recaptcha/', 'https://recaptcha.google.com/recaptcha/'],
})

/** hCaptcha: https://docs.hcaptcha.com/#content-security-policy-settings */
export const hcaptcha = fragment({
  'script-src': ['https://hcaptcha.com', 'https://*.hcaptcha.com'],
  'style-src': ['https://hcaptcha.com', 'https://*.hcaptcha.com'],
  'frame-src': ['https://hcaptcha.com', 'https://*.hcaptcha.com'],
  'connect-src': ['https://hcaptcha.com', 'https://*.hcaptcha.com'],
})

/** Cloudflare Turnstile: https://developers.cloudflare.com/turnstile/reference/content-security-policy */
export const turnstile = fragment({
  'script-src': ['https://challenges.cloudflare.com'],
  'frame-src': ['https://challenges.cloudflare.com'],
})

/**
 * YouTube videos in frames, which need a referrer (`strict-origin-when-cross-origin`):
 * https://support.google.com/youtube/answer/171780
 */
export const youtube = fragment({
  'frame-src': ['https://www.youtube.com', 'https://www.youtube-nocookie.com'],
})

/** Vimeo videos in frames: https://help.vimeo.com/hc/en-us/articles/12426259908881 */
export const vimeo = fragment({
  'frame-src': ['https://player.vimeo.com'],
})

/** Errors sent to Sentry: https://docs.sentry.io/platforms/javascript/ */
export const sentry = fragment({
  'connect-src': ['https://*.sentry.io'],
})

function fragment<const Data extends ContentSecurityPolicyData>(data: Data): Data {
  return deepFreeze(data)
}
