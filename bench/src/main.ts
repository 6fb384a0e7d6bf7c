// npm run bench: measures in interleaved rounds, and says which goals are met.
//
//   --quick                   under a minute: fewer variants, fewer rounds
//   --short                   a few seconds: shows that it runs, and nothing else
//   --in-process --count --sockets --cluster --memory --wire --deopts
//                             only these parts; --count (instructions) needs valgrind
//   --only=express,koa        only these frameworks
//   --write                   the figures into bench/history/, the table and the chart into docs/
import { writeFileSync } from 'node:fs'
import { type Found, found, historyFile, load, merge, save } from './history.js'
import { table } from './line.js'
import { PLANS, type Plan } from './part.js'
import { PARTS, usual } from './parts.js'
import { chart, document } from './report.js'
import { FRAMEWORKS } from './variants.js'

const flags = process.argv.slice(2)
const has = (name: string) => flags.includes(`--${name}`)
const known = [...Object.keys(PARTS), 'quick', 'short', 'write', 'only']
for (const flag of flags) {
  if (flag === '--') continue
  if (!known.includes(/^--([^=]+)/.exec(flag)?.[1] ?? '')) {
    console.error(`There is no ${flag}. Known: ${known.map((name) => `--${name}`).join(' ')}`)
    process.exit(1)
  }
}
const only = flags.find((flag) => flag.startsWith('--only='))?.slice('--only='.length)
const plan: Plan = {
  ...PLANS[has('short') ? 'short' : has('quick') ? 'quick' : 'full'],
  frameworks: only?.split(',') ?? FRAMEWORKS,
}
const picked = Object.keys(PARTS).filter(has)

const measured: Record<string, Found> = {}
for (const name of picked.length > 0 ? picked : usual(plan.quick)) {
  const part = PARTS[name] as (typeof PARTS)[string]
  const missing = part.missing?.()
  if (missing !== undefined) {
    console.error(`${part.title}: left out, because ${missing}.`)
    continue
  }
  measured[name] = found(await part.run(plan), plan.rounds)
  console.log(`\n${part.title}\n\n${table(measured[name].lines)}`)
}

save(new URL('../results/latest.json', import.meta.url), measured)
if (has('write')) {
  const release = merge(load(historyFile()), measured, only !== undefined)
  save(historyFile(), release)
  const docs = new URL('../../docs/', import.meta.url)
  writeFileSync(new URL('performance.md', docs), document(release))
  const { microseconds } = release['in-process'] ?? {}
  if (microseconds !== undefined) writeFileSync(new URL('performance.svg', docs), chart(microseconds))
}
