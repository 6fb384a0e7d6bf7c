import type { EngineName, Verdict } from './case.js'
import { UNPROVABLE } from './cases/legacy.js'
import { KNOWN } from './complaints.js'
import type { Proof } from './prove.js'
import { since, supports } from './registry.js'

/** What one browser did with every case. */
export interface Result {
  readonly engine: EngineName
  readonly version: string
  readonly proofs: readonly Proof[]
}

/** Why a browser was found to behave differently from what the data of the web platform says. */
const EXPLAINED: Readonly<Record<string, string>> = {
  'firefox Document-Policy': 'it acts on `force-load-at-top`, which the data does not list for it, and on nothing else',
  'firefox Report-To': 'in nine seconds no report of a CSP came, while one to a name of Reporting-Endpoints came at once',
}

/** The made parts of the support page: what the browsers did, beside what the data of the web platform says. */
export function supportParts(results: readonly Result[], date: string): Record<string, string> {
  const headers = [...new Set(results.flatMap(({ proofs }) => proofs.map((proof) => proof.case.header)))]
  const row = (header: string, cells: readonly string[]) => `| ${header} | ${cells.join(' | ')} |`
  const table = [
    row(
      'header',
      results.map(({ version }) => version),
    ),
    row(
      '---',
      results.map(() => '---'),
    ),
    ...headers.map((header) =>
      row(
        header,
        results.map((result) => `${cell(result, header)} (${since(header, result.engine)})`),
      ),
    ),
  ]
  const unprovable = Object.entries(UNPROVABLE).map(([header, reason]) => `${header}: ${reason}.`)
  const known = KNOWN.map(({ engine, text, reason }) => `${engine}: \`${text.source.replace(/[\\^$]/g, '')}\` ${reason}.`)
  return {
    'support.ts: date': date,
    'support.ts: table': table.join('\n'),
    'support.ts: differences': list(results.flatMap(differences)) || 'Nowhere.',
    'support.ts: exceptions': results.map(exceptions).join('\n\n'),
    'support.ts: unprovable': list(unprovable),
    'support.ts: known complaints': list(known),
  }
}

const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n')

function counts({ proofs }: Result, header: string): { enforced: number; possible: number } {
  const count = (verdict: Verdict) => proofs.filter((proof) => proof.case.header === header && proof.verdict === verdict).length
  const enforced = count('enforced')
  return { enforced, possible: enforced + count('ignored') }
}

function cell(result: Result, header: string): string {
  const { enforced, possible } = counts(result, header)
  if (possible === 0) return 'not shown'
  return enforced === 0 ? 'ignored' : `enforced ${enforced}/${possible}`
}

function differences(result: Result): string[] {
  const { engine, version, proofs } = result
  return [...new Set(proofs.map((proof) => proof.case.header))].flatMap((header) => {
    const { enforced, possible } = counts(result, header)
    const said = supports(header, engine, version)
    if (possible === 0 || said === undefined || said === enforced > 0) return []
    const found = enforced > 0 ? 'enforced' : 'ignored'
    return `${header} in ${version}: the data says ${said ? 'yes' : 'no'}, and it is ${found}: ${EXPLAINED[`${engine} ${header}`] ?? 'not explained yet'}.`
  })
}

function exceptions({ engine, version, proofs }: Result): string {
  const lines = proofs
    .filter(({ verdict }) => verdict !== 'enforced')
    .map(
      ({ case: one, verdict, detail }) => `- ${one.header}, ${one.name}: ${verdict}; ${one.except?.[engine]?.reason ?? detail}.`,
    )
  return `### ${version}\n\n${lines.join('\n') || 'All are.'}`
}
