import type { Rule } from '../rule.js'

export const cspSandboxEscape: Rule = {
  rule: 'csp-sandbox-escape',
  severity: 'medium',
  reference: 'https://html.spec.whatwg.org/multipage/iframe-embed-object.html#attr-iframe-sandbox',
  check: ({ protecting }) => {
    const sandboxes = protecting.filter(({ sandbox }) => sandbox !== undefined)
    // A token counts where every sandbox has it.
    const escapes = ['allow-scripts', 'allow-same-origin'].every((token) =>
      sandboxes.every(({ sandbox }) => sandbox?.includes(token)),
    )
    if (!escapes) return []
    return sandboxes.map(({ header, path }) => ({
      header,
      path: `${path}.sandbox`,
      message: 'allow-scripts with allow-same-origin: a script of the page can reach what the sandbox should keep it from.',
      fix: 'Drop one of the two.',
    }))
  },
}
