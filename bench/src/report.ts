import { repeatable } from './count.js'
import type { Release } from './history.js'
import { type Line, table } from './line.js'
import { PARTS } from './parts.js'
import { NEWEST } from './runtimes.js'
import { FRAMEWORKS, type Framework, VARIANTS } from './variants.js'

/** The made parts of the page of the documentation: the tables, and what they were measured on. */
export function sections(release: Release): Record<string, string> {
  const tables = Object.keys(PARTS).map((name) => {
    const measured = release[name]
    if (measured === undefined) return [`report.ts: ${name}`, 'Not measured for this release.']
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
    const how = `Measured ${date}${commit === undefined ? '' : `, commit ${commit}${earlier(lines)},`} on ${machine}, ${on}${lines.some(({ figure }) => figure.low !== figure.high) ? `, ${over}` : ''}${runs ? `, the middle one of ${runs} runs in a row` : ''}.${note ? ` ${note}` : ''}`
    return [`report.ts: ${name}`, `${how} \`npm run bench -- --${name}\`\n\n${table(lines)}`]
  })
  return { ...Object.fromEntries(tables), 'report.ts: flags': `\`${repeatable('N').join(' ')}\`` }
}

const BARS: readonly [what: string, label: string, colour: string][] = [
  ['setHeader by hand / peer', VARIANTS.hand.what, '#cbd5e0'],
  ['ours / peer', VARIANTS.ours.what, '#2b6cb0'],
  ['ours with a nonce / peer with a nonce', VARIANTS.nonce.what, '#63b3ed'],
]
const ROW = 20

/** What was not measured again with the rest, and the commits that it was measured at. */
function earlier(lines: readonly Line[]): string {
  const placesAt = new Map<string, string[]>()
  for (const where of new Set(lines.map((line) => line.where))) {
    const commits = new Set(lines.filter((line) => line.where === where).map(({ commit }) => commit))
    const place = commits.delete(undefined) ? `the rest of ${where}` : where
    if (commits.size === 0) continue
    const at = [...commits].join(', ')
    placesAt.set(at, [...(placesAt.get(at) ?? []), place])
  }
  const all = [...placesAt].map(([at, places]) => `${places.join(', ')}: ${at}`)
  return all.length === 0 ? '' : ` (${all.join('; ')})`
}

/** Where zero is, and how wide a hundredth of the peer is. */
const [LEFT, HUNDREDTH] = [90, 4]

/** A chart for the documentation: what each adds on the newest Node as a share of what the peer adds, with its interval. */
export function chart(lines: readonly Line[]): string {
  const of = (framework: Framework, what: string) => {
    return lines.find((line) => line.where === `${NEWEST}, ${framework}` && line.what === what)
  }
  const groups = FRAMEWORKS.flatMap((framework) => {
    const found = BARS.flatMap(([what, label, colour]) => {
      const line = of(framework, what)
      return line === undefined ? [] : [{ line, label, colour }]
    })
    return found.length === 0 ? [] : [{ framework, found }]
  })
  let y = 40
  const drawn = groups.flatMap(({ framework, found }) => {
    const title = `<text x="8" y="${y + 13}" font-weight="bold">${framework}</text>`
    const bars = found.map(({ line, label, colour }) => {
      const svg = bar(line, label, colour, y)
      y += ROW
      return svg
    })
    y += ROW / 2
    return [title, ...bars]
  })
  const title = `CPU that twelve headers add to a request on ${NEWEST}, the peer = 100`
  const peer = `<path d="M${LEFT + 100 * HUNDREDTH} 32V${y - ROW / 2}" stroke="#a0aec0" stroke-dasharray="4"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 ${y}" font-family="system-ui" font-size="13"><title>${title}</title><rect width="900" height="${y}" fill="#fff"/><text x="8" y="22" font-size="15">${title}</text>${peer}${drawn.join('')}</svg>\n`
}

/** A bar, a line for its interval, and both in figures; where the interval says nothing, there is no bar. */
function bar({ figure, unclear }: Line, label: string, colour: string, y: number): string {
  const { value, low, high } = figure
  const at = (figure: number) => LEFT + Math.min(Math.max(0, 100 * figure), 120) * HUNDREDTH
  const rect = unclear
    ? ''
    : `<rect x="${LEFT}" y="${y}" width="${Math.max(1, at(value) - LEFT).toFixed(1)}" height="16" fill="${colour}"/>`
  const whisker = `<path d="M${at(low).toFixed(1)} ${y + 8}H${at(high).toFixed(1)}" stroke="#1a202c"/>`
  const text = `${unclear ? 'unclear' : (100 * value).toFixed(0)} (${(100 * low).toFixed(0)} – ${(100 * high).toFixed(0)}) ${label}`
  return `${rect}${whisker}<text x="${(at(Math.max(value, high)) + 8).toFixed(1)}" y="${y + 13}">${text}</text>`
}
