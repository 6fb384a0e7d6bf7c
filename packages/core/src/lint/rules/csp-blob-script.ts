import { STRICT_DYNAMIC } from '../../headers/source-expression.js'
import type { Rule } from '../rule.js'
import { isPlace } from '../source-kinds.js'
import type { View } from '../view.js'

export const cspBlobScript: Rule = {
  rule: 'csp-blob-script',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#csp-block-eval',
  check: (view) =>
    view
      .weak(['script-src-elem'], (source, among) => isBlob(source) && !among.includes(STRICT_DYNAMIC))
      .map(({ header, path, directive, source }) => ({
        header,
        path,
        message: `${source} in ${directive} runs text that a script has put together, much as eval() does.`,
        fix: forWorkers(view),
      })),
}

function isBlob(source: string): boolean {
  return /^(?:blob|filesystem):$/i.test(source)
}

/** What keeps the workers that there are today; those from other hosts never run. */
function forWorkers(view: View): string {
  if (view.protecting.some(({ directives }) => directives.has('worker-src')))
    return "For workers, put 'blob:' in 'worker-src' alone."
  const today = view.protecting.flatMap((policy) => policy.governing('worker-src')?.sources ?? [])
  const others = today.some((source) => isPlace(source) && !isBlob(source))
  return `For workers use 'worker-src': [${others ? 'SELF, ' : ''}'blob:'].`
}
