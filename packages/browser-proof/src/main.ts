// npm run proof [-- --only=chromium,firefox] [-- --write]: every attack in every browser, with and without its header;
// --write puts the table into docs/.
import { writeFileSync } from 'node:fs'
import type { EngineName } from './case.js'
import { CASES } from './cases/index.js'
import type { Browser } from './engines/engine.js'
import { ENGINE_NAMES, installed } from './engines/installed.js'
import { EXAMPLES, POLICIES, walk } from './examples/walk.js'
import { noise } from './noise.js'
import { casesOf, optionsOf, PRESETS } from './presets.js'
import type { Proof } from './prove.js'
import { run } from './run.js'
import { type Credentials, issueCredentials } from './site/credentials.js'
import { type Result, supportPage } from './support.js'

const only = process.argv
  .find((argument) => argument.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',')
const engines = ENGINE_NAMES.filter((name) => only?.includes(name) ?? true)
const launches = engines.map((name) => [name, installed(name)] as const)
const credentials = issueCredentials()
const results: Result[] = []
let failures = 0

for (const [name, launch] of launches) {
  const browser = await launch(credentials)
  console.log(`\n${browser.version}`)
  const proofs = await run(browser, credentials, CASES)
  results.push({ engine: name, version: browser.version, proofs })
  attacks(name, proofs)
  await quiet(browser)
  if (name === 'chromium') {
    await presets(browser, credentials)
    await examples(browser)
  }
  await browser.close()
}

if (process.argv.includes('--write')) {
  const page = supportPage(results, new Date().toISOString().slice(0, 10))
  writeFileSync(new URL('../../../docs/browser-support.md', import.meta.url), page)
}
console.log(failures === 0 ? '\nEverything is as it should be.' : `\n${failures} not as expected.`)
process.exitCode = failures === 0 ? 0 : 1

function attacks(name: EngineName, proofs: readonly Proof[]): void {
  const count = (verdict: Proof['verdict']) => proofs.filter((proof) => proof.verdict === verdict).length
  const stopped = count('enforced')
  console.log(`  ${proofs.length} attacks: ${stopped} succeed without the header and are stopped by it`)
  console.log(
    `  ${count('ignored')} succeed with it too, ${count('impossible')} cannot be made here: all for the reasons in the cases`,
  )
  for (const proof of proofs.filter(({ asExpected }) => !asExpected))
    fail(`${name}: ${proof.case.header}, ${proof.case.name}: ${proof.detail}`)
}

/** A page under each preset makes the browser complain of nothing. */
async function quiet(browser: Browser): Promise<void> {
  for (const [preset, policy] of Object.entries(PRESETS)) {
    for (const line of await noise(browser, credentials, preset, policy))
      fail(`${browser.name} complains under ${preset}: ${line}`)
  }
}

/** Each preset stops what its headers are for; without any one of them, that attack gets through. */
async function presets(browser: Browser, issued: Credentials): Promise<void> {
  for (const [preset, policy] of Object.entries(PRESETS)) {
    const cases = casesOf(preset)
    for (const proof of await run(browser, issued, cases)) if (!proof.asExpected) fail(`${proof.case.name}: ${proof.detail}`)
    for (const option of optionsOf(cases)) {
      const without = casesOf(preset, { ...policy, [option]: false }).filter((one) => one.option === option)
      for (const proof of await run(browser, issued, without)) {
        const expected = proof.case.byDefault?.[browser.name] === undefined ? 'ignored' : 'enforced'
        if (proof.verdict !== expected) fail(`${proof.case.name} without ${option}: ${proof.verdict}, expected ${expected}`)
      }
    }
    console.log(`  ${preset}: ${cases.length} attacks stopped, and each gets through without its header`)
  }
}

async function examples(browser: Browser): Promise<void> {
  for (const framework of EXAMPLES) {
    for (const [policy, options] of Object.entries(POLICIES)) {
      const { complaints, attacked } = await walk(browser, framework, options)
      for (const line of complaints) fail(`the ${framework} example under ${policy}: ${line}`)
      if (attacked !== (policy === 'none'))
        fail(`the ${framework} example under ${policy}: the seeded script ${attacked ? 'ran' : 'did not run'}`)
    }
    console.log(
      `  the ${framework} example works under ${Object.keys(POLICIES).slice(1).join(', ')}, and a seeded script runs under none of them`,
    )
  }
}

function fail(text: string): void {
  failures++
  console.log(`  ✗ ${text}`)
}
