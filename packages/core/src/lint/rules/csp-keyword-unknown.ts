import { DIRECTIVE_KINDS } from '../../headers/csp-directives.js'
import { BARE_SCHEMES, KEYWORDS, NONE } from '../../headers/source-expression.js'
import { instead } from '../instead.js'
import type { Rule } from '../rule.js'
import { isBrokenNonceOrHash, isNonceOrHash } from '../source-kinds.js'

/** What is the matter with them. */
const UNKNOWN: Readonly<Record<string, string>> = {
  "'unsafe-allow-redirects'": 'No current browser knows',
  "'unsafe-webtransport-hashes'": 'No current browser knows',
  "'wasm-eval'": 'No current browser acts on',
}

/** Only what is sent by name can have one. */
function isUnquoted(source: string): boolean {
  const quoted: string = `'${source.toLowerCase()}'`
  return KEYWORDS.some((keyword) => keyword === quoted) || /^(?:nonce|sha(?:256|384|512))-[\w+/=-]+$/i.test(source)
}

/** Only what is sent by name can have one. */
function isBareScheme(source: string): boolean {
  return BARE_SCHEMES.includes(source.toLowerCase())
}

/** Only what is sent by name can have one. */
function isDirective(source: string): boolean {
  return DIRECTIVE_KINDS.has(source.toLowerCase())
}

/** Only what is sent by name can have one. */
function isNoneBesideOthers(source: string, among: readonly string[]): boolean {
  return source === NONE && among.length > 1
}

/** Only what is sent by name can have one. */
function isMisspelt(source: string): boolean {
  const isKeyword = /^'.*'$/.test(source) && !isNonceOrHash(source) && !isBrokenNonceOrHash(source)
  return isKeyword && !TRIED.test(source) && !(KEYWORDS as readonly string[]).includes(source)
}

/** What Chromium reads, and acts on in a trial only. */
const TRIED = /^'(?:url|eval)-sha/i

/** A hash with a hyphen too many. */
const HYPHENATED = /^'sha-(?:256|384|512)-/i

export const cspKeywordUnknown: Rule<'low', 'medium'> = {
  rule: 'csp-keyword-unknown',
  severity: 'low',
  or: { medium: 'for one without quotes, a scheme without its colon, and a directive' },
  reference: 'https://w3c.github.io/webappsec-csp/#grammardef-keyword-source',
  check: ({ csp }) =>
    csp.flatMap((policy) => [
      ...policy
        .pick(policy.all, (source) => Object.hasOwn(UNKNOWN, source))
        .map(({ header, path, source }) => ({
          header,
          path,
          message: `${UNKNOWN[source]} ${source}.`,
          fix: source === "'wasm-eval'" ? "Write 'wasm-unsafe-eval'." : 'Drop it.',
        })),
      ...policy
        .pick(policy.all, (source) => TRIED.test(source))
        .map(({ header, path, source }) => ({ header, path, message: `No current browser acts on ${source}.`, fix: 'Drop it.' })),
      ...policy.pick(policy.lists, isMisspelt).map(({ header, path, source }) => ({
        header,
        path,
        message: `${HYPHENATED.test(source) ? 'Only Chromium' : 'No browser'} knows ${source}.`,
        // One letter: a keyword that was not meant may open the policy.
        fix: HYPHENATED.test(source) ? `Write ${source.replace('-', '')}.` : instead(source, KEYWORDS, 1),
      })),
      ...policy.pick(policy.all, isBrokenNonceOrHash).map(({ header, path, source }) => ({
        header,
        path,
        message: `${source} has a value that is not base64: Chromium ignores it.`,
        fix: source.toLowerCase().startsWith("'nonce-") ? 'Use NONCE.' : 'Write a hash from sha256().',
      })),
      ...policy.pick(policy.lists, isDirective).map(({ header, path, source }) => ({
        header,
        path,
        message: `${source} among the sources is a host of that name: the semicolon before it is missing.`,
        fix: `Write ';' before ${source}.`,
        severity: 'medium' as const,
      })),
      ...policy.pick(policy.lists, isNoneBesideOthers).map(({ header, path }) => ({
        header,
        path,
        message: "'none' beside other sources means nothing.",
        fix: "Drop the others, or 'none'.",
      })),
      ...policy.pick(policy.lists, isBareScheme).map(({ header, path, directive, source }) => ({
        header,
        path,
        message: `${source} without a colon is a host of that name.`,
        // Elsewhere, the scheme would let everybody in.
        fix:
          /^(?:img|font|media)-src$/.test(directive) && !/^(?:http|ws)$/i.test(source)
            ? `Write ${source}:.`
            : 'Drop it, or name the hosts.',
        severity: 'medium' as const,
      })),
      ...policy
        .pick(policy.all, isUnquoted)
        .filter(({ directive }) => /-src(?:-elem|-attr)?$|^(?:base-uri|form-action|frame-ancestors)$/.test(directive))
        .map(({ header, path, source }) => ({
          header,
          path,
          message: `${source} without quotes is a host of that name.`,
          fix: `Write '${source}'.`,
          severity: 'medium' as const,
        })),
    ]),
}
