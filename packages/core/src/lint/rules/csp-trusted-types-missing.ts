import type { Rule } from '../rule.js'

export const cspTrustedTypesMissing: Rule = {
  rule: 'csp-trusted-types-missing',
  severity: 'info',
  reference: 'https://w3c.github.io/trusted-types/dist/spec/#require-trusted-types-for-csp-directive',
  check: (view) => {
    if (!view.hasScripts) return []
    // Browsers know no other sink, and overlook the directive without one.
    const isThere = (sinks: readonly string[] = []) => sinks.includes("'script'")
    const missing = view.missing(
      ({ reportOnly, directives }) => reportOnly || isThere(directives.get('require-trusted-types-for')),
    )
    return missing.map(({ header, path, directives }) => ({
      header,
      path,
      message: 'Script sinks such as innerHTML take any text: a policy of hosts and nonces does not see what runs there.',
      fix: directives.has('require-trusted-types-for')
        ? "Write 'script' after require-trusted-types-for."
        : "Add 'require-trusted-types-for': true and, with the names of your policies, 'trusted-types', in a report-only policy first.",
    }))
  },
}
