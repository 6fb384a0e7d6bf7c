import { DISCLOSING_HEADERS } from '../../presets/disclosing-headers.js'
import type { Place, Rule } from '../rule.js'
import type { View } from '../view.js'

export const disclosingHeader: Rule = {
  rule: 'disclosing-header',
  severity: 'info',
  reference: 'https://owasp.org/www-project-secure-headers/ci/headers_remove.json',
  check: (view) => [...sentByName(view), ...left(view)],
}

function sentByName({ custom }: View): readonly Place[] {
  return custom
    .filter(({ name }) => DISCLOSING.includes(name.toLowerCase()))
    .map(({ name }) => ({
      header: name,
      path: `custom.${name}`,
      message: `${name} reveals what the site is built with, or how it is run.`,
      fix: 'Drop it.',
    }))
}

function left({ fields, decisions }: View): readonly Place[] {
  const names = [...decisions.removals, ...fields.map(({ name }) => name.toLowerCase())]
  if (names.includes(POWERED_BY.toLowerCase())) return []
  return [
    {
      header: POWERED_BY,
      path: 'remove',
      message: `Nothing strips ${POWERED_BY}, in which frameworks name themselves.`,
      fix: `Add '${POWERED_BY}': a list of your own replaces the default.`,
    },
  ]
}

const POWERED_BY = 'X-Powered-By'

/** Server is a matter for server-named: a name of one's own is harmless. */
const DISCLOSING = DISCLOSING_HEADERS.map((name) => name.toLowerCase()).filter((name) => name !== 'server')
