// Sends requests over sockets, in a process of its own, so that it can have a core of its own.
import autocannon from 'autocannon'

export interface Load {
  readonly port: number
  readonly path: string
  readonly requests: number
}

process.on('message', async (load: Load) => {
  const started = performance.now()
  await answered(load)
  process.send?.((performance.now() - started) / 1000)
})
process.send?.('ready')

/** Resolves on the last response: autocannon itself would end only with the next of its seconds. */
function answered({ port, path, requests }: Load): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { url: `http://127.0.0.1:${port}${path}`, connections: 10, amount: requests }
    const run = autocannon(options, (error) => error && reject(error))
    let responses = 0
    run.on('response', (_client, status) => {
      if (status !== 200) reject(new Error(`a request was answered with ${status}`))
      if (++responses === requests) resolve()
    })
    run.on('reqError', reject)
  })
}
