import type { Rule } from '../rule.js'

const SCRIPTS = /^(?:default-src|script-src(?:-elem|-attr)?)$/
const SCRIPT_ELEMENTS = /^script-src(?:-elem)?$/
const INLINE = /^(?:default-src|(?:script|style)-src(?:-elem|-attr)?)$/
const REPORTS = /^(?:default-src|(?:script|style)-src(?:-elem|-attr)?|require-trusted-types-for)$/

/** The directives in which a keyword means something. */
const WHERE: Readonly<Record<string, RegExp>> = {
  "'unsafe-inline'": INLINE,
  // A style element's hash needs no keyword; a javascript: URL's, which script-src-elem governs, does.
  "'unsafe-hashes'": /^(?:default-src|script-src(?:-elem|-attr)?|style-src(?:-attr)?)$/,
  "'unsafe-eval'": /^(?:default-src|(?:script|style)-src)$/,
  "'wasm-unsafe-eval'": /^(?:default-src|script-src)$/,
  "'trusted-types-eval'": /^(?:default-src|script-src)$/,
  "'strict-dynamic'": /^(?:default-src|script-src(?:-elem|-attr)?|worker-src)$/,
  "'inline-speculation-rules'": SCRIPT_ELEMENTS,
  "'report-sample'": REPORTS,
  "'report-sha256'": SCRIPTS,
  "'report-sha384'": SCRIPTS,
  "'report-sha512'": SCRIPTS,
}

export const cspKeywordWithoutEffect: Rule = {
  rule: 'csp-keyword-without-effect',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#framework-directive-source-list',
  check: ({ csp }) =>
    csp.flatMap((policy) =>
      policy
        .pick(policy.all, (source) => Object.hasOwn(WHERE, source))
        .filter(({ directive, source }) => !WHERE[source]?.test(directive))
        .map(({ header, path, directive, source }) => ({
          header,
          path,
          message: `${source} has no effect in ${directive}.`,
          fix: 'Drop it, or move it to the directive that you meant.',
        })),
    ),
}
