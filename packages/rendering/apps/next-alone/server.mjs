// What `next start` does, in the process that the tests started.
import { createServer } from 'node:http'
import next from 'next'

const app = next({ dev: false })
const handle = app.getRequestHandler()
await app.prepare()
createServer((request, response) => handle(request, response)).listen(3000)
