import { openPlaces } from '../open-places.js'
import type { Rule } from '../rule.js'
import { isOpen } from '../source-kinds.js'

export const cspStyleOpen: Rule = {
  rule: 'csp-style-open',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#directive-style-src',
  check: (view) => {
    // Of these there is worse to say.
    const worse = openPlaces(view, isOpen).map(({ path }) => path)
    return view
      .weak(['style-src-elem'], isOpen)
      .filter(({ path }) => !worse.includes(path))
      .map(({ header, path, directive, source }) => ({
        header,
        path,
        message: `${source} in ${directive} lets injected style sheets of any host change the page and read attribute values.`,
        fix: 'Name the hosts, or use SELF.',
      }))
  },
}
