import type { ErrorHandler } from 'hono'

const handler: ErrorHandler = (_error, c) => {
  c.status(500)
  return c.render(<p>Sorry</p>)
}
export default handler
