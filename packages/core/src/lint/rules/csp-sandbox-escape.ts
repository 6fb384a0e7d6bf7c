import type { Rule } from '../rule.js'

export const cspSandboxEscape: Rule = {
  rule: 'csp-sandbox-escape',
  severity: 'medium',
  reference: 'https://html.spec.whatwg.org/multipage/iframe-embed-object.html#attr-iframe-sandbox',
  check: ({ protecting }) => {
    const sandboxes = protecting.filter(({ directives }) => directives.has('sandbox'))
    // A token counts where every sandbox has it.
    if (!sandboxes.every(({ directives }) => escapes(directives.get('sandbox') ?? []))) return []
    return sandboxes.map(({ header, path }) => ({
      header,
      path: `${path}.sandbox`,
      message: 'allow-scripts with allow-same-origin: a script of the page can reach what the sandbox should keep it from.',
      fix: 'Drop one of the two.',
    }))
  },
}

function escapes(tokens: readonly string[]): boolean {
  return ['allow-scripts', 'allow-same-origin'].every((wanted) => tokens.some((token) => token.toLowerCase() === wanted))
}
