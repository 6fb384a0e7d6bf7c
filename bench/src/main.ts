// npm run bench [-- --quick] [-- --only=express,koa]: measures everything in one interleaved run and says which goals are met.
import { mkdirSync, writeFileSync } from 'node:fs'
import { compare } from './goals.js'
import { measure, type Samples } from './measure.js'
import { chart, result, table } from './report.js'
import { FRAMEWORKS, type Framework } from './variants.js'

const quick = process.argv.includes('--quick')
const only = process.argv
  .find((argument) => argument.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',')
const plan = quick ? { rounds: 11, slice: 15_000, quick } : { rounds: 41, slice: 30_000, quick }

const measured = new Map<Framework, Samples>()
for (const framework of FRAMEWORKS) {
  if (only !== undefined && !only.includes(framework)) continue
  console.error(`measuring ${framework} …`)
  measured.set(framework, await measure(framework, plan))
}
const lines = [...measured].flatMap(([framework, samples]) => compare(framework, samples))
console.log(table(lines))

const out = new URL('../results/', import.meta.url)
mkdirSync(out, { recursive: true })
writeFileSync(new URL('latest.json', out), `${JSON.stringify(result(measured, lines, plan.rounds), null, 2)}\n`)
writeFileSync(new URL('latest.svg', out), chart(measured))
