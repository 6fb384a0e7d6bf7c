import { isNonce, SELF, STRICT_DYNAMIC } from '../../headers/source-expression.js'
import { bypassOf } from '../bypassable-hosts.js'
import { allowsInlineScripts } from '../inline-code.js'
import type { Predicate } from '../picked.js'
import type { Rule } from '../rule.js'
import { isHost, isOpen, isPlace, isWebSocket } from '../source-kinds.js'

export const cspHostAllowlist: Rule = {
  rule: 'csp-host-allowlist',
  severity: 'info',
  reference:
    'https://research.google/pubs/csp-is-dead-long-live-csp-on-the-insecurity-of-whitelists-and-the-future-of-content-security-policy/',
  check: (view) => {
    const isTrusted: Predicate = (source, among) => {
      // Places beside a nonce are a matter for csp-strict-dynamic-missing.
      if (among.some((one) => isNonce(one) || one === STRICT_DYNAMIC)) return false
      // Where nothing is protected, other rules report worse.
      if (among.some(isOpen) || allowsInlineScripts(among)) return false
      return source === SELF || (isHost(source) && !isWebSocket(source) && bypassOf(source) === undefined)
    }
    return view
      .weak(['script-src-elem'], isTrusted, (source, among) => {
        if (among.includes(STRICT_DYNAMIC)) return false
        return source === SELF ? !among.some(isNonce) : isPlace(source)
      })
      .slice(0, 1)
      .map(({ header, path, directive }) => ({
        header,
        path,
        message: `${directive} trusts places, not scripts: it protects as long as no allowed host serves a file that an attacker can write.`,
        fix: 'Use NONCE with STRICT_DYNAMIC.',
      }))
  },
}
