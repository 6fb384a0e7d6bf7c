// What the hono app of the contract imports for Node, where there is none: the scenarios that use it are left out.
export const RESPONSE_ALREADY_SENT = new Response()
export const serveStatic = () => async (_c: unknown, next: () => Promise<void>) => next()
export const rawRoutes = {}
export const FILES = ''
export const EARLY = {}
