// Runs the same app in as many processes as it is told to, with node:cluster; tells their CPU time when it is asked.
import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createApp } from './apps/index.js'
import type { Framework, Variant } from './variants.js'

const [framework, variant, processes] = process.argv.slice(2) as [Framework, Variant, string]

if (cluster.isPrimary) {
  const workers = Array.from({ length: Number(processes) }, () => cluster.fork())
  const [[{ port }]] = (await Promise.all(workers.map((worker) => once(worker, 'listening')))) as [[{ port: number }]]
  process.on('message', async () => {
    const times = await Promise.all(workers.map(cpuOf))
    process.send?.(times.reduce((sum, time) => sum + time))
  })
  process.on('disconnect', () => process.exit())
  process.send?.(port)
} else {
  const { listener, server = createServer(listener) } = await createApp(framework, variant)
  server.listen(0, '127.0.0.1')
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.(user + system)
  })
}

async function cpuOf(worker: Worker): Promise<number> {
  const answer = once(worker, 'message')
  worker.send('cpu')
  return (await answer)[0]
}
