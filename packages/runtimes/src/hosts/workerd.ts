import { createApp } from '../../../hono-middleware/test/app.js'
// @ts-expect-error: miniflare.mjs writes it.
import setup from './setup.js'

export default createApp(setup)
