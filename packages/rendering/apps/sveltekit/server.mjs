import { createServer } from 'node:http'
import { attach } from '@secure/core/node'
import { handler } from './build/handler.js'
import { policy } from './policy.js'

const server = createServer(handler)
attach(server, policy)
server.listen(3000)
