/** One run of what is being warmed up. */
export interface Warming {
  /** CPU time of a request. */
  readonly time: number
  readonly requests: number
}

const MOST_RUNS = 60

/**
 * Runs until the time of a request has settled: two runs in a row that differ by less than 5 %, after enough requests for the
 * optimiser to have seen everything.
 */
export async function warmUp(what: string, requests: number, run: () => Promise<Warming>): Promise<void> {
  let before = Number.POSITIVE_INFINITY
  let sent = 0
  for (let runs = 0; runs < MOST_RUNS; runs++) {
    const now = await run()
    sent += now.requests
    if (sent >= requests && Math.abs(now.time - before) < 0.05 * before) return
    before = now.time
  }
  console.error(`${what} has not settled; its interval will tell.`)
}
