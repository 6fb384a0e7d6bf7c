import { createApp } from '@secure/adapter-harnesses/hono-app'
// @ts-expect-error: miniflare.mjs writes it.
import setup from './setup.js'

export default createApp(setup)
