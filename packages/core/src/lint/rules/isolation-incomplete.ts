import type { Rule } from '../rule.js'

export const isolationIncomplete: Rule = {
  rule: 'isolation-incomplete',
  severity: 'info',
  reference: 'https://html.spec.whatwg.org/multipage/browsers.html#coep',
  check: (policy) => {
    const coop = policy.value('Cross-Origin-Opener-Policy')
    const coep = policy.value('Cross-Origin-Embedder-Policy')
    if (coep === undefined || coep.startsWith('unsafe-none') || coop?.match(/^same-origin(?:;|$)/)) return []
    return [
      {
        header: 'Cross-Origin-Embedder-Policy',
        path: 'coep',
        message:
          'Without Cross-Origin-Opener-Policy: same-origin the page is not cross-origin isolated, and only bears the restrictions.',
        fix: "Set coop: 'same-origin'.",
      },
    ]
  },
}
