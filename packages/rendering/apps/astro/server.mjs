import { NONCE, SELF } from '@secure/core'
import { strict } from '@secure/core/presets'
import secure from '@secure/express-middleware'
import express from 'express'
import { handler } from './dist/server/entry.mjs'

const app = express()
app.use(secure({ ...strict, csp: { ...strict.csp, 'script-src-elem': [SELF, NONCE], 'style-src': [SELF] } }))
app.use(express.static('dist/client'))
app.use((request, response, next) => handler(request, response, next, response.locals))
app.listen(3000)
