import { createRequestHandler } from '@react-router/express'
import { NONCE, SELF } from '@secure/core'
import { strict } from '@secure/core/presets'
import secure from '@secure/express-middleware'
import express from 'express'
import { RouterContextProvider } from 'react-router'
import * as build from './build/server/index.js'

const app = express()
app.use(secure({ ...strict, csp: { ...strict.csp, 'style-src': [SELF, NONCE] } }))
app.use(express.static('build/client'))
const { nonceContext } = build.entry.module
const getLoadContext = (_request, response) =>
  new RouterContextProvider(new Map([[nonceContext, () => response.locals.cspNonce]]))
app.use(createRequestHandler({ build, getLoadContext }))
app.listen(3000)
