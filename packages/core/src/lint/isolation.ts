import { CrossOriginEmbedderPolicy } from '../headers/cross-origin-embedder-policy.js'
import { CrossOriginOpenerPolicy } from '../headers/cross-origin-opener-policy.js'
import { DocumentIsolationPolicy } from '../headers/document-isolation-policy.js'
import type { HeaderClass } from '../headers/header.js'
import type { View } from './view.js'

/** What isolates a page: an opener and an embedder policy together or, in Chromium, an isolation policy by itself. */
export interface Isolation {
  readonly byOpener: boolean
  readonly byEmbedder: boolean
  readonly byDocument: boolean
}

/** https://html.spec.whatwg.org/multipage/browsers.html#obtain-coep */
export function isolationOf(view: View): Isolation {
  const has = (header: HeaderClass, tokens: RegExp) => tokens.test(view.value(header)?.replace(/;.*/s, '') ?? '')
  return {
    byOpener: has(CrossOriginOpenerPolicy, /^same-origin$/),
    byEmbedder: has(CrossOriginEmbedderPolicy, /^(?:require-corp|credentialless)$/),
    byDocument: has(DocumentIsolationPolicy, /^isolate-and-(?:require-corp|credentialless)$/),
  }
}
