import { DIRECTIVE_KINDS } from '../../headers/csp-directives.js'
import { BARE_SCHEMES, KEYWORDS, NONE } from '../../headers/source-expression.js'
import { instead } from '../instead.js'
import type { Picked } from '../picked.js'
import type { Rule } from '../rule.js'
import { isBrokenNonceOrHash, isNonceOrHash } from '../source-kinds.js'

/** What is the matter with them. */
const UNKNOWN: Readonly<Record<string, string>> = {
  "'unsafe-allow-redirects'": 'No current browser knows',
  "'unsafe-webtransport-hashes'": 'No current browser knows',
  "'wasm-eval'": 'No current browser acts on',
}

/** One kind of source that is no source at all, or none that browsers act on. */
interface Slip {
  isOne(source: string, among: readonly string[]): boolean
  /** Looked for in directives that we know to take sources; without it, in all. */
  readonly inLists?: true
  message(source: string): string
  fix(picked: Picked): string
  readonly severity?: 'medium'
}

/** What Chromium reads, and acts on in a trial only. */
const TRIED = /^'(?:url|eval)-sha/i

/** A hash with a hyphen too many. */
const HYPHENATED = /^'sha-(?:256|384|512)-/i

/** What an option may have, too. */
const IN_OPTIONS: readonly Slip[] = [
  {
    isOne: (source) => Object.hasOwn(UNKNOWN, source),
    message: (source) => `${UNKNOWN[source]} ${source}.`,
    fix: ({ source }) => (source === "'wasm-eval'" ? "Write 'wasm-unsafe-eval'." : 'Drop it.'),
  },
  {
    isOne: (source) => TRIED.test(source),
    message: (source) => `No current browser acts on ${source}.`,
    fix: () => 'Drop it.',
  },
]

/** What only a policy that is sent by name can have: the option refuses it. */
const BY_NAME: readonly Slip[] = [
  {
    isOne: isMisspelt,
    inLists: true,
    message: (source) => `${HYPHENATED.test(source) ? 'Only Chromium' : 'No browser'} knows ${source}.`,
    // One letter: a keyword that was not meant may open the policy.
    fix: ({ source }) => (HYPHENATED.test(source) ? `Write ${source.replace('-', '')}.` : instead(source, KEYWORDS, 1)),
  },
  {
    isOne: isBrokenNonceOrHash,
    message: (source) => `${source} has a value that is not base64: Chromium ignores it.`,
    fix: ({ source }) => (source.toLowerCase().startsWith("'nonce-") ? 'Use NONCE.' : 'Write a hash from sha256().'),
  },
  {
    isOne: (source) => DIRECTIVE_KINDS.has(source.toLowerCase()),
    inLists: true,
    message: (source) => `${source} among the sources is a host of that name: the semicolon before it is missing.`,
    fix: ({ source }) => `Write ';' before ${source}.`,
    severity: 'medium',
  },
  {
    isOne: (source, among) => source === NONE && among.length > 1,
    inLists: true,
    message: () => "'none' beside other sources means nothing.",
    fix: () => "Drop the others, or 'none'.",
  },
  {
    isOne: (source) => BARE_SCHEMES.includes(source.toLowerCase()),
    inLists: true,
    message: (source) => `${source} without a colon is a host of that name.`,
    // Elsewhere, the scheme would let everybody in.
    fix: ({ directive, source }) =>
      /^(?:img|font|media)-src$/.test(directive) && !/^(?:http|ws)$/i.test(source)
        ? `Write ${source}:.`
        : 'Drop it, or name the hosts.',
    severity: 'medium',
  },
  {
    isOne: isUnquoted,
    inLists: true,
    message: (source) => `${source} without quotes is a host of that name.`,
    fix: ({ source }) => `Write '${source}'.`,
    severity: 'medium',
  },
]

function isUnquoted(source: string): boolean {
  const quoted: string = `'${source.toLowerCase()}'`
  return KEYWORDS.some((keyword) => keyword === quoted) || /^(?:nonce|sha(?:256|384|512))-[\w+/=-]+$/i.test(source)
}

function isMisspelt(source: string): boolean {
  const isKeyword = /^'.*'$/.test(source) && !isNonceOrHash(source) && !isBrokenNonceOrHash(source)
  return isKeyword && !TRIED.test(source) && !(KEYWORDS as readonly string[]).includes(source)
}

export const cspKeywordUnknown: Rule<'low', 'medium'> = {
  rule: 'csp-keyword-unknown',
  severity: 'low',
  or: { medium: 'for one without quotes, a scheme without its colon, and a directive' },
  reference: 'https://w3c.github.io/webappsec-csp/#grammardef-keyword-source',
  check: ({ csp }) =>
    csp.flatMap((policy) =>
      [...IN_OPTIONS, ...BY_NAME].flatMap(({ isOne, inLists, message, fix, severity }) =>
        policy.pick(inLists ? policy.lists : policy.all, isOne).map((picked) => ({
          header: picked.header,
          path: picked.path,
          message: message(picked.source),
          fix: fix(picked),
          ...(severity && { severity }),
        })),
      ),
    ),
}
