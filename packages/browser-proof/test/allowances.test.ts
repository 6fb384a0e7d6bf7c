import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import * as core from '@secure/core'
import { expect, it } from 'vitest'
import { FRAMEWORKS, type Framework } from '../src/adapters/index.js'
import { ALLOWANCES } from '../src/allowances.js'
import type { Case } from '../src/case.js'
import { PRESETS } from '../src/presets.js'
import { run } from '../src/run.js'
import type { Addresses } from '../src/site/site.js'
import { openChromium } from './open-chromium.js'

interface Row {
  readonly page: string
  readonly presets: readonly string[]
  readonly code: readonly string[]
}

/** The presets for pages. */
const PAGES = Object.keys(PRESETS).filter((preset) => preset !== 'api')

const chromium = openChromium()

it('is told of every page that docs/presets.md has a change for', () => {
  expect(rows().map(({ page }) => page)).toEqual(Object.keys(ALLOWANCES))
})

it('stops each of these pages under the presets that are named, and lets it through with the change and under the others', async () => {
  const cases = rows().flatMap((row) => PAGES.map((preset) => (row.presets.includes(preset) ? caseOf : openCaseOf)(row, preset)))
  expect(cases.length).toBeGreaterThan(60)
  const proofs = await run(chromium.browser, chromium.credentials, cases, 4)
  expect(proofs.filter(({ asExpected }) => !asExpected).map((proof) => `${proof.case.name}: ${proof.detail}`)).toEqual([])
}, 180_000)

function rows(): readonly Row[] {
  const page = readFileSync(new URL('../../../docs/presets.md', import.meta.url), 'utf8')
  const table = /\| your pages have \|.*\n\|.*\n((?:\|.*\n)+)/.exec(page)?.[1] ?? ''
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', presets = '', change = ''] = line
        .split('|')
        .slice(1)
        .map((cell) => cell.trim())
      const codeOf = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)
      return {
        page: name,
        presets: presets === 'all' ? PAGES : codeOf(presets),
        code: codeOf(change),
      }
    })
}

function caseOf({ page, code }: Row, name: string): Case {
  const preset = PRESETS[name] as core.SecureOptions
  const options = code.filter((one) => !one.startsWith('override('))
  const override = code.find((one) => one.startsWith('override('))
  const changed = (at: Addresses) => evaluate(`({ ...balanced, ${options.join(', ')} })`, preset, at) as core.SecureOptions
  return {
    name: `${name}: ${page}`,
    header: '',
    option: 'csp',
    framework: FRAMEWORKS[(name.length + page.length) % FRAMEWORKS.length] as Framework,
    tls: true,
    ...(ALLOWANCES[page] as (typeof ALLOWANCES)[string]),
    ...(override === undefined
      ? { policy: changed, control: preset }
      : { policy: (at: Addresses) => evaluate(override, preset, at) as core.OverrideOptions, base: changed }),
  }
}

/** A page that runs under the preset as it is: no change is needed to see it. */
function openCaseOf(row: Row, name: string): Case {
  const preset = PRESETS[name] as core.SecureOptions
  const reason = 'the preset lets it through'
  return { ...caseOf(row, name), policy: preset, control: preset, except: { chromium: { verdict: 'impossible', reason } } }
}

/** The code of the page, with the preset in place of the one that it names, and the attacker in place of its examples. */
function evaluate(code: string, preset: core.SecureOptions, at: Addresses): unknown {
  const local = code.replace(/https:\/\/\w+\.example/g, at.attacker)
  return runInNewContext(local, { ...core, balanced: preset, override: (options: core.OverrideOptions) => options })
}
