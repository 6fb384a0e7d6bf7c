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
import type { CspView } from '../csp-view.js'
import type { Rule } from '../rule.js'
import { TAKES_INLINE } from '../script-directives.js'
import { isHash, isNonceOrHash } from '../source-kinds.js'

const TAKES_SCRIPTS = /^(?:default-src|script-src(?:-elem|-attr)?)$/
const SCRIPT_ELEMENTS = /^script-src(?:-elem)?$/
const REPORTS = /^(?:default-src|(?:script|style)-src(?:-elem|-attr)?|require-trusted-types-for)$/

/** The directives in which a keyword means something. */
const WHERE: Readonly<Record<string, RegExp>> = {
  [UNSAFE_INLINE]: TAKES_INLINE,
  // A style element's hash needs no keyword; a javascript: URL's, which script-src-elem governs, does.
  [UNSAFE_HASHES]: /^(?:default-src|script-src(?:-elem|-attr)?|style-src(?:-attr)?)$/,
  [UNSAFE_EVAL]: /^(?:default-src|(?:script|style)-src)$/,
  [WASM_UNSAFE_EVAL]: /^(?:default-src|script-src)$/,
  [TRUSTED_TYPES_EVAL]: /^(?:default-src|script-src)$/,
  [STRICT_DYNAMIC]: /^(?:default-src|script-src(?:-elem|-attr)?|worker-src)$/,
  [INLINE_SPECULATION_RULES]: SCRIPT_ELEMENTS,
  [REPORT_SAMPLE]: REPORTS,
  [REPORT_SHA256]: TAKES_SCRIPTS,
  [REPORT_SHA384]: TAKES_SCRIPTS,
  [REPORT_SHA512]: TAKES_SCRIPTS,
}

interface Idle {
  readonly keyword: string
  isIdle(among: readonly string[], csp: readonly CspView[]): boolean
  /** For the end of a message. */
  readonly when: string
  readonly fix: string
}

/** When a keyword means nothing even where it may stand. */
const IDLE: readonly Idle[] = [
  {
    keyword: UNSAFE_HASHES,
    isIdle: (among) => !among.some(isHash),
    when: 'without a hash',
    fix: 'Drop it, or add the hashes.',
  },
  {
    keyword: INLINE_SPECULATION_RULES,
    // As 'unsafe-inline' is; seen in Chromium 147.
    isIdle: (among) => among.some((one) => one === STRICT_DYNAMIC || isNonceOrHash(one)),
    when: "beside a nonce, a hash or 'strict-dynamic'",
    fix: 'Drop it, and give the <script type=speculationrules> the nonce, or the list its hash.',
  },
  {
    keyword: TRUSTED_TYPES_EVAL,
    isIdle: (_, csp) => !csp.some(({ directives }) => directives.has('require-trusted-types-for')),
    when: 'without require-trusted-types-for',
    fix: "Drop it, or add 'require-trusted-types-for': true.",
  },
]

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
      ...IDLE.flatMap(({ keyword, isIdle, when, fix }) =>
        policy
          .pick(policy.all, (source, among) => source === keyword && isIdle(among, csp))
          .filter(({ directive }) => WHERE[keyword]?.test(directive))
          .map(({ header, path, directive }) => ({
            header,
            path,
            message: `${keyword} has no effect in ${directive} ${when}.`,
            fix,
          })),
      ),
    ]),
}
