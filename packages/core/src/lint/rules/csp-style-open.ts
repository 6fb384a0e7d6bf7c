import { isPlainScheme, isWildcard } from '../open-places.js'
import type { Rule } from '../rule.js'

export const cspStyleOpen: Rule = {
  rule: 'csp-style-open',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#directive-style-src',
  check: (view) =>
    view
      .weak(['style-src-elem'], (source) => isWildcard(source) || isPlainScheme(source))
      // Of default-src there is worse to say.
      .filter(({ directive }) => directive !== 'default-src')
      .map(({ header, path, directive, source }) => ({
        header,
        path,
        message: `${source} in ${directive} lets injected style sheets of any host change the page and read attribute values.`,
        fix: 'Name the hosts, or use SELF.',
      })),
}
