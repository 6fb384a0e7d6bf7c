import { createServer } from 'node:http'
import { reqHandler } from './dist/app/server/server.mjs'

createServer(reqHandler).listen(3000)
