import { isNonce, STRICT_DYNAMIC } from '../headers/source-expression.js'
import { isNonceOrHash, isOpen } from './source-kinds.js'
import type { View } from './view.js'

/** What an injected `<base>` does to the page. */
export interface HarmOfBase {
  readonly severity: 'high' | 'medium'
  /** In plain words, for the end of a message. */
  readonly harm: string
}

/** What an injected `<base>` may do where base-uri lets it point to another host; nothing where no scripts load. */
export function harmOfBase(view: View): HarmOfBase | undefined {
  if (!view.runsScripts || view.closes('script-src-elem')) return undefined
  return followsBase(view)
    ? { severity: 'high', harm: 'an injected <base> sends relative scripts to another host, from where they stay trusted' }
    : {
        severity: 'medium',
        harm: 'an injected <base> sends relative links, and scripts where script-src allows that, to another host',
      }
}

/** Whether each policy trusts a relative script wherever it comes from, and one of them because of what it is. */
function followsBase(view: View): boolean {
  const lists = view.protecting.map((policy) => policy.governing('script-src-elem')?.sources).filter((list) => list !== undefined)
  return (
    lists.some(trustsAnywhere) &&
    lists.every((list) => trustsAnywhere(list) || (!list.includes(STRICT_DYNAMIC) && list.some(isOpen)))
  )
}

/**
 * A nonce stays with the tag, and `'strict-dynamic'` with what a trusted script loads; a hash alone is tied to the script's own
 * content.
 */
function trustsAnywhere(sources: readonly string[]): boolean {
  return sources.some(isNonce) || (sources.includes(STRICT_DYNAMIC) && sources.some(isNonceOrHash))
}
