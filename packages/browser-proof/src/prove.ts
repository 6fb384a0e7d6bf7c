import { setTimeout as sleep } from 'node:timers/promises'
import type { Case, Evidence, Scene, Verdict } from './case.js'
import type { Browser } from './engines/engine.js'
import type { Credentials } from './site/credentials.js'
import { stage } from './site/stage.js'

/** What a browser did with one case. */
export interface Proof {
  readonly case: Case
  readonly verdict: Verdict
  /** Whether that is what the case expects of this browser. */
  readonly asExpected: boolean
  readonly detail: string
}

/** An attack that takes longer than this without the header has failed. */
const PATIENCE = 4_000
/** The other run is given this many times what the first one took, and at least this long. */
const FACTOR = 3
const LEAST = 500

/** Runs a case with and without its header. */
export async function prove(
  browser: Browser,
  credentials: Credentials,
  one: Case,
  policy: Case['policy'] = one.policy,
): Promise<Proof> {
  const run = (control: boolean, patience: number) =>
    watch(browser, credentials, one, control ? (one.control ?? {}) : policy, control, patience)
  try {
    // The run in which something should be seen goes first: how long it took says how long to look for it in the other.
    const grants = one.granted !== undefined
    const first = await run(!grants, PATIENCE)
    const second = await run(grants, first.seen ? Math.max(LEAST, first.took * FACTOR) : LEAST)
    const [control, guarded] = grants ? [second, first] : [first, second]
    const attackedWithout = grants ? !control.seen : control.seen
    const attackedWith = grants ? !guarded.seen : guarded.seen
    const verdict = !attackedWithout ? 'impossible' : attackedWith ? 'ignored' : 'enforced'
    const broken = [!control.works && 'without the header', !guarded.works && 'under it'].filter(Boolean)
    const expected = one.except?.[browser.name]?.verdict ?? 'enforced'
    return {
      case: one,
      verdict,
      asExpected: verdict === expected && broken.length === 0,
      detail: broken.length > 0 ? `the page does not work ${broken.join(', nor ')}` : `${verdict}, expected ${expected}`,
    }
  } catch (error) {
    return {
      case: one,
      verdict: 'impossible',
      asExpected: false,
      detail: error instanceof Error ? (error.stack ?? '') : String(error),
    }
  }
}

async function watch(
  browser: Browser,
  credentials: Credentials,
  one: Case,
  policy: Case['policy'],
  control: boolean,
  patience: number,
): Promise<{ seen: boolean; works: boolean; took: number }> {
  const { at, received, close } = await stage(one, { policy, control, suffix: browser.suffix, credentials })
  const tab = await browser.open()
  const scene: Scene = { at, received, ...tab }
  try {
    await (one.steps ?? openSite)(scene)
    const opened = Date.now()
    const seen = await until(one.attacked ?? one.granted ?? 'false', scene, patience)
    const took = Date.now() - opened
    const works = one.works === undefined || (await until(one.works, scene, PATIENCE))
    return { seen, works, took }
  } finally {
    await tab.close()
    await close()
  }
}

const openSite = ({ go, at }: Scene) => go(`${at.site}/`)

async function until(evidence: Evidence, scene: Scene, patience: number): Promise<boolean> {
  const end = Date.now() + patience
  for (;;) {
    if (await look(evidence, scene)) return true
    if (Date.now() >= end) return false
    await sleep(20)
  }
}

/** A page that is being replaced cannot be read: nothing is seen in it. */
async function look(evidence: Evidence, scene: Scene): Promise<boolean> {
  try {
    return (typeof evidence === 'string' ? await scene.read(evidence) : await evidence(scene)) === true
  } catch {
    return false
  }
}
