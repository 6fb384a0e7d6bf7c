import { SecureHeadersError } from '@secure/core'
import { lint } from '@secure/core/lint'
import { describe, expect, it } from 'vitest'
import cases from '../data/csp-cases.json' with { type: 'json' }
import { cspEvaluator } from '../src/csp-evaluator.js'

/** Our rules that say the same as a type of finding. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  MISSING_DIRECTIVES: ['csp-script-src-missing', 'csp-object-src-missing', 'csp-base-uri-missing'],
  SCRIPT_UNSAFE_INLINE: ['csp-unsafe-inline'],
  SCRIPT_UNSAFE_EVAL: ['csp-unsafe-eval'],
  SCRIPT_UNSAFE_HASHES: ['csp-unsafe-hashes', 'csp-keyword-without-effect'],
  PLAIN_URL_SCHEMES: ['csp-plain-scheme'],
  PLAIN_WILDCARD: ['csp-wildcard'],
  SCRIPT_ALLOWLIST_BYPASS: ['csp-host-allowlist', 'csp-bypassable-host'],
  OBJECT_ALLOWLIST_BYPASS: ['csp-object-src-allowlist', 'csp-wildcard', 'csp-plain-scheme'],
  NONCE_LENGTH: ['csp-static-nonce'],
  IP_SOURCE: ['csp-ip-source'],
  DEPRECATED_DIRECTIVE: ['csp-deprecated-directive'],
  SRC_HTTP: ['csp-http-source'],
  STRICT_DYNAMIC_NOT_STANDALONE: ['csp-strict-dynamic-alone'],
  INVALID_KEYWORD: ['csp-keyword-unknown', 'csp-deprecated-directive'],
  STRICT_DYNAMIC: ['csp-host-allowlist', 'csp-strict-dynamic-missing', 'csp-plain-scheme', 'csp-wildcard'],
  REQUIRE_TRUSTED_TYPES_FOR_SCRIPTS: ['csp-trusted-types-missing'],
  IGNORED: ['csp-unsafe-inline-ignored', 'csp-ignored-by-strict-dynamic'],
  UNKNOWN_DIRECTIVE: ['csp-deprecated-directive'],
}

/** Findings that are wrong, or out of date. */
const MISJUDGED: readonly { readonly type: string; readonly why: string; readonly when: (csp: string) => boolean }[] = [
  {
    type: 'UNSAFE_INLINE_FALLBACK',
    why: 'asks for a fallback that only browsers from before 2016 read',
    when: () => true,
  },
  {
    type: 'ALLOWLIST_FALLBACK',
    why: 'asks for a fallback that only browsers without strict-dynamic read: Safari before 15.4',
    when: () => true,
  },
  {
    type: 'UNKNOWN_DIRECTIVE',
    why: 'does not know fenced-frame-src, which Chromium ships',
    when: (csp) => csp.startsWith('fenced-frame-src'),
  },
  {
    type: 'REQUIRE_TRUSTED_TYPES_FOR_SCRIPTS',
    why: 'asks for Trusted Types where no script runs',
    when: (csp) => /^(?:(?:default|script)-src 'none'|script-src|sandbox)$/.test(csp),
  },
  {
    type: 'MISSING_DIRECTIVES',
    why: 'asks for object-src and script-src where a sandbox runs no script, nor what an object would load',
    when: (csp) => csp === 'sandbox',
  },
  {
    type: 'INVALID_KEYWORD',
    why: 'does not know trusted-types-eval and the report-sha… keywords, which Chromium takes',
    when: (csp) => /'(?:trusted-types-eval|report-sha\d+|eval-sha256-[^']+)'/.test(csp),
  },
]

/** All three engines are content, and yet a directive does nothing. */
const MISSED_BY_ALL = ["img-src 'strict-dynamic'", "connect-src 'unsafe-inline'", "base-uri 'unsafe-inline'"]

/** What we say of it: the code of the error, or the rules that lint names. */
function judge(csp: string): { readonly refused: boolean; readonly rules: readonly string[] } {
  try {
    return { refused: false, rules: lint({ csp }).map(({ rule }) => rule) }
  } catch (error) {
    if (error instanceof SecureHeadersError) return { refused: true, rules: [] }
    throw error
  }
}

/** Policies that no row of the data has. */
const MORE = [
  "object-src 'self'",
  'object-src https://a.example',
  'object-src blob:',
  'object-src *',
  'object-src https:',
  "script-src 'nonce-abcdefghijklmnopqrstuvwx' 'unsafe-inline'",
  "script-src 'unsafe-hashes' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
].map((csp) => ({ csp, chrome: 'ok' }))

describe.each([...cases.rows, ...MORE])('$csp', ({ csp, chrome }) => {
  const { refused, rules } = judge(csp)

  it('is refused, or lint says what csp_evaluator says', () => {
    if (refused) return
    for (const { type } of cspEvaluator(csp)) {
      if (MISJUDGED.some((one) => one.type === type && one.when(csp))) continue
      const same = SAME[type] ?? []
      expect(same, `a rule for ${type}`).not.toEqual([])
      expect(
        same.some((rule) => rules.includes(rule)),
        `${type} among ${rules.join()}`,
      ).toBe(true)
    }
  })

  it('is refused, or lint says something about it, if Chromium warns', () => {
    if (chrome !== 'warn' || refused) return
    // Every policy without base-uri and the like has findings: what counts is one about this very text.
    const general = lint({ csp: "img-src 'self'" }).map(({ rule }) => rule)
    expect(rules.filter((rule) => !general.includes(rule))).not.toEqual([])
  })
})

describe('what the three engines miss', () => {
  it.each(MISSED_BY_ALL)('%s', (csp) => {
    expect(cases.rows.find((row) => row.csp === csp)).toMatchObject({ chrome: 'ok', evaluator: 'ok', salvation: 'ok' })
    expect(judge(csp).rules).toContain('csp-keyword-without-effect')
  })

  it.each(["script-src 'sha256-xyz'", 'script-src self', 'script-src nonce-abc'])(
    '%s is refused, though Chromium is silent',
    (csp) => {
      expect(judge(csp).refused).toBe(true)
    },
  )
})

it('our list of misjudgements has none that csp_evaluator does not make', () => {
  for (const { type, when } of MISJUDGED) {
    const made = cases.rows.some(({ csp }) => when(csp) && cspEvaluator(csp).some((finding) => finding.type === type))
    expect(made, type).toBe(true)
  }
})

it('our table of rules has no type that csp_evaluator never finds here', () => {
  const found = [...cases.rows, ...MORE].filter(({ csp }) => !judge(csp).refused).flatMap(({ csp }) => cspEvaluator(csp))
  expect(Object.keys(SAME).filter((type) => !found.some((finding) => finding.type === type))).toEqual([])
})
