import type { Socket } from 'node:net'
import type { Framework } from '../../response-state.js'
import { pathOf } from '../path-of.js'

/** What a server knows of a request by itself. */
export interface ServerContext {
  readonly socket: Socket | null
  readonly method?: string | undefined
  readonly url?: string | undefined
}

/** For responses that no framework has seen yet, or never sees. */
export const noFramework: Framework<ServerContext> = {
  isSecure: ({ socket }) => socket !== null && 'encrypted' in socket && socket.encrypted === true,
  route: ({ method, url }) => `${method} ${pathOf(url)}`,
}
