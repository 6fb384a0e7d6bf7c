import type { Rule } from '../rule.js'

export const cspSandboxEscape: Rule = {
  rule: 'csp-sandbox-escape',
  severity: 'medium',
  reference: 'https://html.spec.whatwg.org/multipage/iframe-embed-object.html#attr-iframe-sandbox',
  check: ({ csp }) =>
    csp
      .filter(({ directives }) => {
        const tokens = directives.get('sandbox')?.map((token) => token.toLowerCase()) ?? []
        return tokens.includes('allow-scripts') && tokens.includes('allow-same-origin')
      })
      .map(({ header, path }) => ({
        header,
        path: `${path}.sandbox`,
        message: 'allow-scripts with allow-same-origin: a script of the page can reach what the sandbox should keep it from.',
        fix: 'Drop one of the two.',
      })),
}
