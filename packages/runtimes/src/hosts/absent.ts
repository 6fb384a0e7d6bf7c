// Stands in for what the contract's hono app imports for Node where there is no Node: the scenarios that use it are left out.
export const RESPONSE_ALREADY_SENT = new Response()
export const serveStatic = () => async (_c: unknown, next: () => Promise<void>) => next()
export const rawRoutes = {}
export const FILES = ''
export const EARLY = {}
