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
  const isCsp = known === ContentSecurityPolicy
  let fix = isCsp ? inText(finding.fix) : finding.fix
  if (value === 'false') fix = 'Drop it.'
  else if (isCsp && /\bNONCE\b/.test(finding.fix)) fix = `${finding.fix} ${HAS_TO_GO}: a nonce needs the option csp.`
  else if (its !== undefined) fix = `${fix} ${HAS_TO_GO}.`
  return { ...finding, path: `custom.${typed}`, fix }
}

const HAS_TO_GO = 'The one under custom has to go'

/** The advice in the words of a policy that is sent by name. */
function inText(fix: string): string {
  return fix
    .replace(/'([a-z-]+)': \[([^[\]]*)\]/g, (_, directive: string, sources: string) =>
      [directive, ...sources.split(', ').map((source) => source.replace(/^'(.*)'$/, '$1'))].join(' '),
    )
    .replace(/'([a-z-]+)': true/g, "$1 'script'")
    .replace(/\[?\b(NONE|SELF|STRICT_DYNAMIC)\b\]?/g, (_, name: string) => KEYWORD_NAMES[name] ?? name)
}
