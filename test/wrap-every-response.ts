import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'
import { wrapWriteHead } from '@secure/loopback/wrap-write-head'

// Every response of this process is wrapped before anybody sees it.
subscribe('http.server.request.start', (message) => wrapWriteHead((message as { response: ServerResponse }).response))
