import { DIRECTIVE_KINDS } from '../../headers/csp-directives.js'
import {
  INLINE_SPECULATION_RULES,
  REPORT_SAMPLE,
  REPORT_SHA256,
  REPORT_SHA384,
  REPORT_SHA512,
  STRICT_DYNAMIC,
  TRUSTED_TYPES_EVAL,
  UNSAFE_EVAL,
  UNSAFE_HASHES,
  UNSAFE_INLINE,
  WASM_UNSAFE_EVAL,
} from '../../headers/source-expression.js'
import type { Rule } from '../rule.js'
import { isHash } from '../source-kinds.js'

const SCRIPTS = /^(?:default-src|script-src(?:-elem|-attr)?)$/
const SCRIPT_ELEMENTS = /^script-src(?:-elem)?$/
const INLINE = /^(?:default-src|(?:script|style)-src(?:-elem|-attr)?)$/
const REPORTS = /^(?:default-src|(?:script|style)-src(?:-elem|-attr)?|require-trusted-types-for)$/

/** The directives in which a keyword means something. */
const WHERE: Readonly<Record<string, RegExp>> = {
  [UNSAFE_INLINE]: INLINE,
  // A style element's hash needs no keyword; a javascript: URL's, which script-src-elem governs, does.
  [UNSAFE_HASHES]: /^(?:default-src|script-src(?:-elem|-attr)?|style-src(?:-attr)?)$/,
  [UNSAFE_EVAL]: /^(?:default-src|(?:script|style)-src)$/,
  [WASM_UNSAFE_EVAL]: /^(?:default-src|script-src)$/,
  [TRUSTED_TYPES_EVAL]: /^(?:default-src|script-src)$/,
  [STRICT_DYNAMIC]: /^(?:default-src|script-src(?:-elem|-attr)?|worker-src)$/,
  [INLINE_SPECULATION_RULES]: SCRIPT_ELEMENTS,
  [REPORT_SAMPLE]: REPORTS,
  [REPORT_SHA256]: SCRIPTS,
  [REPORT_SHA384]: SCRIPTS,
  [REPORT_SHA512]: SCRIPTS,
}

export const cspKeywordWithoutEffect: Rule = {
  rule: 'csp-keyword-without-effect',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#framework-directive-source-list',
  check: ({ csp }) =>
    csp.flatMap((policy) => [
      ...policy
        .pick(policy.all, (source) => Object.hasOwn(WHERE, source))
        .filter(({ directive, source }) => DIRECTIVE_KINDS.has(directive) && !WHERE[source]?.test(directive))
        .map(({ header, path, directive, source }) => ({
          header,
          path,
          message: `${source} has no effect in ${directive}.`,
          fix: 'Drop it, or move it to the directive that you meant.',
        })),
      ...policy
        .pick(policy.all, (source, among) => source === UNSAFE_HASHES && !among.some(isHash))
        .filter(({ directive, source }) => WHERE[source]?.test(directive))
        .map(({ header, path, directive, source }) => ({
          header,
          path,
          message: `${source} has no effect in ${directive} without a hash.`,
          fix: 'Drop it, or add the hashes.',
        })),
      ...(csp.some(({ directives }) => directives.has('require-trusted-types-for'))
        ? []
        : policy
            .pick(policy.all, (source) => source === TRUSTED_TYPES_EVAL)
            .filter(({ directive, source }) => WHERE[source]?.test(directive))
            .map(({ header, path, directive, source }) => ({
              header,
              path,
              message: `${source} has no effect in ${directive} without require-trusted-types-for.`,
              fix: "Drop it, or add 'require-trusted-types-for': true.",
            }))),
    ]),
}
