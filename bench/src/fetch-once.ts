import type { App } from './apps/index.js'

/** Sends a request to an app that speaks fetch, and reads all of the answer. */
export async function fetchOnce(fetch: NonNullable<App['fetch']>, path: string): Promise<void> {
  const response = await fetch(new Request(`http://localhost${path}`))
  await response.arrayBuffer()
}
