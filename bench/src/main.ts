// npm run bench [-- --quick] [-- --only=express,koa] [-- --write]: measures everything in one interleaved run and says which goals are met;
// --write puts the table and the chart into docs/.
import { mkdirSync, writeFileSync } from 'node:fs'
import { compare } from './goals.js'
import { measure, type Samples } from './measure.js'
import { chart, document, result, table } from './report.js'
import { FRAMEWORKS, type Framework } from './variants.js'

const quick = process.argv.includes('--quick')
const only = process.argv
  .find((argument) => argument.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',')
const plan = quick ? { warmUp: 8_000, rounds: 11, slice: 12_000, quick } : { warmUp: 40_000, rounds: 31, slice: 30_000, quick }

const measured = new Map<Framework, Samples>()
for (const framework of FRAMEWORKS) {
  if (only !== undefined && !only.includes(framework)) continue
  console.error(`measuring ${framework} …`)
  measured.set(framework, await measure(framework, plan))
}
const lines = [...measured].flatMap(([framework, samples]) => compare(framework, samples))
console.log(table(lines))

const out = new URL('../results/', import.meta.url)
const outcome = result(measured, lines, plan.rounds)
mkdirSync(out, { recursive: true })
writeFileSync(new URL('latest.json', out), `${JSON.stringify(outcome, null, 2)}\n`)
if (process.argv.includes('--write')) {
  const docs = new URL('../../docs/', import.meta.url)
  writeFileSync(new URL('performance.md', docs), document(outcome))
  writeFileSync(new URL('performance.svg', docs), chart(measured))
}
