import { filesOfAnybody } from '../bypassable-hosts.js'
import { openPlaces } from '../open-places.js'
import type { Rule } from '../rule.js'
import { isOpen } from '../source-kinds.js'

export const cspStyleOpen: Rule = {
  rule: 'csp-style-open',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#directive-style-src',
  check: (view) => {
    // Other rules report worse about these.
    const worse = openPlaces(view, isOpenForStyles).map(({ path }) => path)
    return view
      .weak(['style-src-elem'], isOpenForStyles)
      .filter(({ path }) => !worse.includes(path))
      .map(({ header, path, directive, source }) => ({
        header,
        path,
        message: `${source} in ${directive} lets injected style sheets ${fromWhere(source)} change the page and read attribute values.`,
        fix: isOpen(source) ? 'Name the hosts, or use SELF.' : 'Name the host and the path, or use SELF.',
      }))
  },
}

function isOpenForStyles(source: string): boolean {
  return isOpen(source) || filesOfAnybody(source) !== undefined
}

function fromWhere(source: string): string {
  const files = filesOfAnybody(source)
  return files === undefined ? 'from any host' : `among ${files}`
}
