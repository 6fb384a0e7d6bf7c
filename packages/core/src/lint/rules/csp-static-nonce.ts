import { isNonce, NONCE, STRICT_DYNAMIC } from '../../headers/source-expression.js'
import { allowsInlineScripts, allowsInlineStyles } from '../inline-code.js'
import { onePerPlace, type Predicate } from '../picked.js'
import type { Rule } from '../rule.js'
import { isOpen } from '../source-kinds.js'

export const cspStaticNonce: Rule<'high', 'low'> = {
  rule: 'csp-static-nonce',
  severity: 'high',
  or: { low: 'for styles' },
  reference: 'https://w3c.github.io/webappsec-csp/#security-nonces',
  check: (view) =>
    onePerPlace([
      ...view.weakForScripts(['script-src-elem'], isStatic, letsInScripts),
      ...view.weak(['style-src-elem'], isStatic, letsInStyles),
    ]).map(({ header, path, directive }) => ({
      header,
      path,
      ...(directive.startsWith('style-src') && { severity: 'low' as const }),
      message: 'A nonce that is written into the policy is the same in every response: an attacker reads it and uses it.',
      fix: 'Use NONCE, which is new for every response.',
    })),
}

const isStatic: Predicate = (source) => isNonce(source) && source !== NONCE

/** Whether what an attacker gives the nonce of one policy passes another one. */
const letsInScripts: Predicate = (source, among) =>
  isStatic(source, among) || allowsInlineScripts(among) || (isOpen(source) && !among.includes(STRICT_DYNAMIC))
const letsInStyles: Predicate = (source, among) => isStatic(source, among) || allowsInlineStyles(among) || isOpen(source)
