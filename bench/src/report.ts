import type { Release } from './history.js'
import { table } from './line.js'
import { PARTS } from './parts.js'
import { NEWEST } from './runtimes.js'
import { VARIANTS, type Variant } from './variants.js'

/** The page of the documentation. */
export function document(release: Release): string {
  const sections = Object.entries(PARTS).flatMap(([name, { title, about, advice }]) => {
    const measured = release[name]
    if (measured === undefined) return []
    const {
      date,
      commit,
      machine,
      node,
      on = `Node ${node}`,
      rounds,
      copies,
      over = `${copies === undefined ? '' : `${copies} processes of each, `}${rounds} rounds`,
      runs,
      lines,
      note,
    } = measured
    const how = `Measured ${date}${commit === undefined ? '' : `, commit ${commit},`} on ${machine}, ${on}${lines.some(({ figure }) => figure.low !== figure.high) ? `, ${over}` : ''}${runs ? `, the middle one of ${runs} runs in a row` : ''}.${note ? ` ${note}` : ''}`
    return [
      [`## ${title}`, about, `${how} \`npm run bench -- --${name}\``, table(lines), ...(advice ? [advice] : [])].join('\n\n'),
    ]
  })
  return `# Performance

\`npm run bench\` makes these tables again; \`--quick\` takes under a minute, and each table names the flag that makes it alone. Figures are ratios with
the interval that holds 95 of 100 bootstrap samples, drawn from the processes of each variant and from their rounds: medians of many short rounds in turns,
because a machine has moods, and of several processes, because the same code is compiled with more luck in one than in the other. One whose
interval is wider than its difference from 1 is called unclear. Of several runs, a goal is met where each of them meets it. What cannot be measured well is counted. The figures of each release are in
\`bench/history/\`, and \`npm test\` guards what is countable (\`bench/test/guard.test.ts\`).

![CPU time that twelve headers add to a request](performance.svg)

${sections.join('\n\n')}
`
}

const BARS: readonly [Variant, string][] = [
  ['peer', '#a0aec0'],
  ['hand', '#cbd5e0'],
  ['ours', '#2b6cb0'],
]

/** A chart for the documentation: what each adds on the newest Node, the peer being 100. */
export function chart(microseconds: NonNullable<Release[string]['microseconds']>): string {
  const frameworks = Object.entries(microseconds)
  const rows = frameworks.flatMap(([framework, medians], group) => {
    const base = medians.noop ?? medians.bare ?? 0
    const cost = (variant: Variant) => (medians[variant] ?? base) - base
    return BARS.flatMap(([variant, colour], bar) => {
      const share = (100 * cost(variant)) / cost('peer')
      const y = 40 + group * 76 + bar * 20
      const label = bar === 1 ? `<text x="8" y="${y + 13}" font-weight="bold">${framework}</text>` : ''
      return `${label}<rect x="90" y="${y}" width="${Math.max(1, share * 4).toFixed(1)}" height="16" fill="${colour}"/><text x="${(98 + share * 4).toFixed(1)}" y="${y + 13}">${share.toFixed(0)} ${VARIANTS[variant]}</text>`
    })
  })
  const height = 40 + frameworks.length * 76
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 ${height}" font-family="system-ui" font-size="13"><title>CPU time that twelve headers add to a request, the peer being 100</title><rect width="860" height="${height}" fill="#fff"/><text x="8" y="22" font-size="15">CPU time that twelve headers add to a request (over a no-op middleware, ${NEWEST}), the peer = 100</text>${rows.join('')}</svg>\n`
}
