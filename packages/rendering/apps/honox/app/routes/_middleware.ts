import secure from '@secure/hono-middleware/node'
import { createRoute } from 'honox/factory'
import { policy } from '../policy'

export default createRoute(secure(policy))
