import type { DirectiveName } from '../headers/csp-directives.js'

/** What to do instead of what no current browser, or only Safari, acts on. */
export const DEPRECATED: Readonly<Record<string, string>> = {
  allow: 'Use default-src.',
  'block-all-mixed-content': 'Drop it: browsers block mixed content by themselves.',
  'disown-opener': 'Use the option coop.',
  'navigate-to': 'Drop it.',
  options: 'Use script-src.',
  'plugin-types': "Use 'object-src': [NONE].",
  'policy-uri': 'Drop it.',
  'prefetch-src': 'Drop it.',
  'reflected-xss': 'Drop it.',
  referrer: 'Use the option referrer.',
  'require-sri-for': 'Use the option integrity.',
  webrtc: 'Drop it until a browser ships it.',
  'xhr-src': 'Use connect-src.',
} satisfies Partial<Record<DirectiveName, string>>
