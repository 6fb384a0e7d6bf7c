import { availableParallelism } from 'node:os'

/** Gives each its turn in every round, in an order that shifts, so that none always comes after the same other. */
export async function takeTurns<T>(all: readonly T[], rounds: number, run: (one: T) => Promise<void>): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < all.length; turn++) await run(all[(turn + round) % all.length] as T)
  }
}

/** Runs as many at a time as there are cores: for what others running beside it do not disturb. */
export async function sideBySide<T>(all: readonly T[], run: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all]
  const take = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await run(one)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, take))
}
