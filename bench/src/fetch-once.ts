import type { App } from './apps/index.js'

/** A request to an app that speaks fetch, and all of its answer. */
export async function fetchOnce(fetch: NonNullable<App['fetch']>, path: string): Promise<void> {
  const response = await fetch(new Request(`http://localhost${path}`))
  await response.arrayBuffer()
}
