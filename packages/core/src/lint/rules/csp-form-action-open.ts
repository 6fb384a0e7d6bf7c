import { pagesOfAnybody } from '../bypassable-hosts.js'
import type { Rule } from '../rule.js'
import { isOpen } from '../source-kinds.js'

export const cspFormActionOpen: Rule = {
  rule: 'csp-form-action-open',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#directive-form-action',
  check: (view) => {
    if (view.csp.some((policy) => policy.forbids('allow-forms'))) return []
    return view
      .weak(['form-action'], (source) => isOpen(source) || pagesOfAnybody(source) !== undefined)
      .map(({ header, path, source }) => ({
        header,
        path,
        message: `form-action ${source} lets an injected form send what is typed into it to ${pagesOfAnybody(source) ?? 'any host'}.`,
        fix: 'Name the hosts, or use SELF.',
      }))
  },
}
