import { describe, expect, it } from 'vitest'
import { CASES } from '../src/cases/index.js'
import { UNPROVABLE } from '../src/cases/legacy.js'
import { noise, tellsMistakes } from '../src/noise.js'
import { casesOf, headersOf, optionsOf, PRESETS } from '../src/presets.js'
import type { Proof } from '../src/prove.js'
import { run } from '../src/run.js'
import { openChromium } from './open-chromium.js'

const AT_ONCE = 4
/** Twenty seconds are enough on a machine that does nothing else. */
const PATIENCE = 60_000
const MAIN = CASES.filter(({ main }) => main)

/** The short form of `npm run proof`: one Chromium, and the main attack of each header. */
describe('the browser proof', () => {
  const chromium = openChromium()

  it('has an attack for every header that a preset sends, or says why none can be shown', () => {
    const shown = new Set([...MAIN.map(({ header }) => header), ...Object.keys(UNPROVABLE), 'X-XSS-Protection'])
    expect(
      Object.values(PRESETS)
        .flatMap(headersOf)
        .filter((header) => !shown.has(header)),
    ).toEqual([])
  })

  it(
    'sees its main attacks succeed without the header, and stopped with it',
    async () => {
      expect(failed(await run(chromium.browser, chromium.credentials, MAIN, AT_ONCE))).toEqual([])
    },
    PATIENCE,
  )

  it(
    'turns red for each header that is taken out of the strict preset',
    async () => {
      const cases = casesOf('strict')
      const without = optionsOf(cases).flatMap((option) =>
        casesOf('strict', { ...PRESETS.strict, [option]: false }).filter((one) => one.option === option),
      )
      expect(without).toHaveLength(cases.length)
      const proofs = await run(chromium.browser, chromium.credentials, without, AT_ONCE)
      const green = proofs.filter(({ verdict }) => verdict !== 'ignored').map((proof) => proof.case)
      expect(green.map(({ option }) => option)).toEqual(['originAgentCluster'])
      expect(green.map(({ byDefault }) => byDefault?.chromium)).toEqual([
        'gives each origin an agent cluster of its own by itself',
      ])
    },
    PATIENCE,
  )

  it(
    'makes the browser complain about no preset',
    async () => {
      expect(await tellsMistakes(chromium.browser, chromium.credentials)).toBe(true)
      for (const [name, policy] of Object.entries({ default: {}, ...PRESETS })) {
        expect(await noise(chromium.browser, chromium.credentials, name, policy), name).toEqual([])
      }
    },
    PATIENCE,
  )
})

const failed = (proofs: readonly Proof[]) =>
  proofs.filter(({ asExpected }) => !asExpected).map((proof) => `${proof.case.header}, ${proof.case.name}: ${proof.detail}`)
