// One app on a real server, in a process of its own; tells its CPU time when it is asked.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp } from './apps/index.js'
import type { Framework, Variant } from './variants.js'

const [framework, variant] = process.argv.slice(2) as [Framework, Variant]
const { listener, server = createServer(listener) } = await createApp(framework, variant)
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.(user + system)
})
