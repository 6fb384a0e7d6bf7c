// npm run bench: measures in interleaved rounds, and says which goals are met.
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { withParts } from '@secure/made-parts'
import { type Found, found, historyFile, load, merge, save } from './history.js'
import { table } from './line.js'
import { type Findings, PLANS, type Plan } from './part.js'
import { PARTS, usual } from './parts.js'
import { chart, sections } from './report.js'
import { together } from './runs.js'
import { FRAMEWORKS } from './variants.js'

const USAGE = `npm run bench -- [flags]: measures in interleaved rounds, and says which goals are met

  --quick                   under a minute: fewer variants, fewer rounds
  --short                   a few seconds: shows that it runs, and nothing else
  ${Object.keys(PARTS)
    .map((name) => `--${name}`)
    .join(' ')}
                            only these parts; --runtimes gets them from npm, --count (instructions) installs valgrind where it may
  --only=express,koa        only these of ${FRAMEWORKS.join(', ')}
  --runs=3                  each part three times in a row: shows the run in the middle, and how many of them met the goals
  --write                   the figures into bench/history/, the table and the chart into docs/`

const flag = { type: 'boolean', default: false } as const
const { values: flags } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== '--'),
  options: {
    ...Object.fromEntries(Object.keys(PARTS).map((name) => [name, flag])),
    quick: flag,
    short: flag,
    write: flag,
    help: { ...flag, short: 'h' },
    only: { type: 'string' },
    runs: { type: 'string', default: '1' },
  },
})
if (flags.help) {
  console.log(USAGE)
  process.exit()
}
const runs = Number(flags.runs)
if (!(Number.isInteger(runs) && runs > 0)) throw new Error(`--runs takes how often to run, not ${flags.runs}`)
const frameworks = flags.only?.split(',') ?? FRAMEWORKS
const stranger = frameworks.find((name) => !(FRAMEWORKS as readonly string[]).includes(name))
if (stranger !== undefined) throw new Error(`--only takes ${FRAMEWORKS.join(', ')}, not ${stranger}`)
const plan: Plan = {
  ...PLANS[flags.short ? 'short' : flags.quick ? 'quick' : 'full'],
  frameworks,
}
const picked = Object.keys(PARTS).filter((name) => flags[name as keyof typeof flags])

const measured: Record<string, Found> = {}
for (const name of picked.length > 0 ? picked : usual(plan.quick)) {
  const part = PARTS[name] as (typeof PARTS)[string]
  try {
    part.prepare?.()
  } catch (error) {
    if (picked.includes(name)) throw error
    console.error(`${part.title}: left out. ${(error as Error).message}`)
    continue
  }
  const all: Findings[] = []
  while (all.length < runs) all.push(await part.run(plan))
  const findings = { ...all.at(-1), lines: together(all.map(({ lines }) => lines)) }
  measured[name] = found(findings, { rounds: plan.rounds, runs })
  console.log(`\n${part.title}\n\n${table(measured[name].lines)}`)
}

save(new URL('../results/latest.json', import.meta.url), measured)
if (flags.write) {
  const release = merge(load(historyFile()), measured, flags.only !== undefined)
  save(historyFile(), release)
  const docs = new URL('../../docs/', import.meta.url)
  const page = new URL('performance.md', docs)
  writeFileSync(page, withParts(readFileSync(page, 'utf8'), sections(release)))
  if (release.runtimes !== undefined) writeFileSync(new URL('performance.svg', docs), chart(release.runtimes.lines))
}
