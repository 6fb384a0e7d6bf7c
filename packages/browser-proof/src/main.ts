// npm run proof [-- --only=chromium,firefox] [-- --write]: every attack in every browser, with and without its header;
// --write puts the table into docs/.
import { readFileSync, writeFileSync } from 'node:fs'
import { withParts } from '@secure/made-parts'
import { FRAMEWORKS } from './adapters/index.js'
import type { EngineName } from './case.js'
import { CASES } from './cases/index.js'
import type { Browser } from './engines/engine.js'
import { ENGINE_NAMES, installed } from './engines/installed.js'
import { POLICIES, walk } from './examples/walk.js'
import { noise, tellsMistakes } from './noise.js'
import { casesOf, optionsOf, PRESETS } from './presets.js'
import type { Proof } from './prove.js'
import { run } from './run.js'
import { issueCredentials } from './site/credentials.js'
import { type Result, supportParts } from './support.js'

const FAILED = '  ✗'
const only = process.argv
  .find((argument) => argument.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',')
const engines = ENGINE_NAMES.filter((name) => only?.includes(name) ?? true)
const launches = engines.map(installed)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const credentials = issueCredentials()
const browsers: Browser[] = []
for (const launch of launches) browsers.push(await launch(credentials))
const results = await Promise.all(browsers.map(proveAll))
for (const { report } of results) console.log(report.join('\n'))
const failures = results.flatMap(({ report }) => report).filter((line) => line.includes(FAILED)).length

if (process.argv.includes('--write')) {
  const page = new URL('../../../docs/browser-support.md', import.meta.url)
  const parts = supportParts(results, new Date().toISOString().slice(0, 10))
  writeFileSync(page, withParts(readFileSync(page, 'utf8'), parts))
}
console.log(failures === 0 ? '\nEverything is as it should be.' : `\n${failures} not as expected.`)
process.exitCode = failures === 0 ? 0 : 1

async function proveAll(browser: Browser): Promise<Result & { readonly report: readonly string[] }> {
  const { name, version } = browser
  try {
    const proofs = await run(browser, credentials, CASES)
    const report = [`\n${version}`, ...attacks(name, proofs), ...(await quiet(browser))]
    if (name === 'chromium') report.push(...(await presets(browser)), ...(await examples(browser)))
    return { engine: name, version, proofs, report }
  } finally {
    await browser.close()
  }
}

function attacks(name: EngineName, proofs: readonly Proof[]): string[] {
  const count = (verdict: Proof['verdict']) => proofs.filter((proof) => proof.verdict === verdict).length
  return [
    `  ${proofs.length} attacks: ${count('enforced')} succeed without the header and are stopped by it`,
    `  ${count('ignored')} succeed with it too, ${count('impossible')} cannot be made here, for the reasons in the cases`,
    ...proofs
      .filter(({ asExpected }) => !asExpected)
      .map((proof) => `${FAILED} ${name}: ${proof.case.header}, ${proof.case.name}: ${proof.detail}`),
  ]
}

/** A page under each preset makes the browser complain about nothing. */
async function quiet(browser: Browser): Promise<string[]> {
  if (!(await tellsMistakes(browser, credentials)))
    return ['  tells WebDriver of no mistake in a header, so what it says of presets is not known']
  const said: string[] = []
  for (const [preset, policy] of Object.entries({ default: {}, ...PRESETS })) {
    for (const line of await noise(browser, credentials, preset, policy))
      said.push(`${FAILED} ${browser.name}, under ${preset}: ${line}`)
  }
  return said
}

/** Each preset stops the attacks that its headers are for; without any one of the headers, its attack gets through. */
async function presets(browser: Browser): Promise<string[]> {
  const report: string[] = []
  for (const [preset, policy] of Object.entries(PRESETS)) {
    const cases = casesOf(preset)
    for (const proof of await run(browser, credentials, cases)) {
      if (!proof.asExpected) report.push(`${FAILED} ${proof.case.name}: ${proof.detail}`)
    }
    for (const option of optionsOf(cases)) {
      const without = casesOf(preset, { ...policy, [option]: false }).filter((one) => one.option === option)
      for (const { case: one, verdict } of await run(browser, credentials, without)) {
        const expected = one.byDefault?.[browser.name] === undefined ? 'ignored' : 'enforced'
        if (verdict !== expected) report.push(`${FAILED} ${one.name} without ${option}: ${verdict}, expected ${expected}`)
      }
    }
    report.push(`  ${preset}: ${cases.length} attacks, and what each header of it is for`)
  }
  return report
}

async function examples(browser: Browser): Promise<string[]> {
  const report: string[] = []
  for (const framework of FRAMEWORKS) {
    for (const [policy, options] of Object.entries(POLICIES)) {
      const { complaints, attacked } = await walk(browser, framework, options)
      report.push(...complaints.map((line) => `${FAILED} the ${framework} example under ${policy}: ${line}`))
      if (attacked === (policy === 'none')) continue
      report.push(`${FAILED} the ${framework} example under ${policy}: the seeded script ${attacked ? 'ran' : 'did not run'}`)
    }
    report.push(`  the ${framework} example: a walk under each of ${Object.keys(POLICIES).join(', ')}`)
  }
  return report
}
