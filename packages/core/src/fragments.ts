import type { ContentSecurityPolicyData } from './headers/content-security-policy.js'

// What services ask a Content-Security-Policy to allow, as their own documentation has it: plain data for `csp.merge(stripe, googleFonts)`.

/** Payments by Stripe.js: https://docs.stripe.com/security/guide#content-security-policy */
export const stripe = {
  'script-src': ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://maps.googleapis.com'],
  'frame-src': ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
  'connect-src': ['https://api.stripe.com', 'https://maps.googleapis.com'],
} as const satisfies ContentSecurityPolicyData

/** Web fonts by Google: https://developers.google.com/fonts/docs/getting_started */
export const googleFonts = {
  'style-src': ['https://fonts.googleapis.com'],
  'font-src': ['https://fonts.gstatic.com'],
} as const satisfies ContentSecurityPolicyData

/** Google Analytics 4: https://developers.google.com/tag-platform/security/guides/csp */
export const googleAnalytics = {
  'script-src': ['https://*.googletagmanager.com'],
  'img-src': ['https://*.google-analytics.com', 'https://*.googletagmanager.com'],
  'connect-src': ['https://*.google-analytics.com', 'https://*.analytics.google.com', 'https://*.googletagmanager.com'],
} as const satisfies ContentSecurityPolicyData

/** reCAPTCHA: https://developers.google.com/recaptcha/docs/faq */
export const recaptcha = {
  'script-src': ['https://www.google.com/recaptcha/', 'https://www.gstatic.com/recaptcha/'],
  'frame-src': ['https://www.google.com/recaptcha/', 'https://recaptcha.google.com/recaptcha/'],
} as const satisfies ContentSecurityPolicyData

/** hCaptcha: https://docs.hcaptcha.com/#content-security-policy-settings */
export const hcaptcha = {
  'script-src': ['https://hcaptcha.com', 'https://*.hcaptcha.com'],
  'style-src': ['https://hcaptcha.com', 'https://*.hcaptcha.com'],
  'frame-src': ['https://hcaptcha.com', 'https://*.hcaptcha.com'],
  'connect-src': ['https://hcaptcha.com', 'https://*.hcaptcha.com'],
} as const satisfies ContentSecurityPolicyData

/** Cloudflare Turnstile: https://developers.cloudflare.com/turnstile/reference/content-security-policy */
export const turnstile = {
  'script-src': ['https://challenges.cloudflare.com'],
  'frame-src': ['https://challenges.cloudflare.com'],
} as const satisfies ContentSecurityPolicyData

/** Films of YouTube in frames, without its cookies where the page asks for that: https://support.google.com/youtube/answer/171780 */
export const youtube = {
  'frame-src': ['https://www.youtube.com', 'https://www.youtube-nocookie.com'],
} as const satisfies ContentSecurityPolicyData

/** Films of Vimeo in frames: https://help.vimeo.com/hc/en-us/articles/12426259908881 */
export const vimeo = {
  'frame-src': ['https://player.vimeo.com'],
} as const satisfies ContentSecurityPolicyData

/** Errors to Sentry: https://docs.sentry.io/platforms/javascript/ */
export const sentry = {
  'connect-src': ['https://*.sentry.io'],
} as const satisfies ContentSecurityPolicyData
