import { HEADER_CLASSES } from '../header-classes.js'
import { ContentSecurityPolicy } from '../headers/content-security-policy.js'
import { wireNames } from '../headers/header.js'
import { NONE, SELF, STRICT_DYNAMIC } from '../headers/source-expression.js'
import type { Finding } from './finding.js'
import type { View } from './view.js'

const KEYWORD_NAMES: Readonly<Record<string, string>> = { NONE, SELF, STRICT_DYNAMIC }

/** What is sent by name stands under `custom`, and has to go from there before its option can say something else. */
export function whereItIsTyped(finding: Finding, view: View): Finding {
  const header = finding.header.toLowerCase()
  const typed = view.custom.find(({ name }) => name.toLowerCase() === header)?.name
  if (typed === undefined) return finding
  const known = HEADER_CLASSES.find(({ definition }) => wireNames(definition).some((name) => name.toLowerCase() === header))
  const [its, value] = new RegExp(`(?<![\\w-])${known?.definition.option}: (\\w+)?`).exec(finding.fix) ?? []
  const fix = value === 'false' ? 'Drop it.' : its === undefined ? finding.fix : `${finding.fix} The one under custom has to go.`
  return { ...finding, path: `custom.${typed}`, fix: known === ContentSecurityPolicy ? inText(fix) : fix }
}

/** A directive as it is written in a policy that is sent by name: `base-uri 'none'`; such a policy cannot have a nonce. */
function inText(fix: string): string {
  return fix.replace(/'([a-z-]+)': \[((?:NONE|SELF|STRICT_DYNAMIC|'[^']*'|, )+)\]/g, (_, directive: string, sources: string) => {
    const words = sources.split(', ').map((source) => (/^[A-Z]/.test(source) ? KEYWORD_NAMES[source] : source.slice(1, -1)))
    return [directive, ...words].join(' ')
  })
}
