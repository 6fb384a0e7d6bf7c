import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'
import { wrapWriteHead } from '../bench/src/apps/wrap-write-head.js'

// Every response of this process is wrapped before anybody sees it.
subscribe('http.server.request.start', (message) => wrapWriteHead((message as { response: ServerResponse }).response))
