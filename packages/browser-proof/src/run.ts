import type { Case } from './case.js'
import type { Browser } from './engines/engine.js'
import { type Proof, prove } from './prove.js'
import type { Credentials } from './site/credentials.js'

/** Runs cases in their order, `atOnce` of them at a time. */
export async function run(browser: Browser, credentials: Credentials, cases: readonly Case[], atOnce = 1): Promise<Proof[]> {
  const proofs: Proof[] = []
  const waiting = cases.entries()
  const worker = async () => {
    for (const [index, one] of waiting) proofs[index] = await prove(browser, credentials, one)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return proofs
}
