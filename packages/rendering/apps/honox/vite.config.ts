import build from '@hono/vite-build/node'
import honox from 'honox/vite'
import { defineConfig } from 'vite'

const serve = (app: string) => `
import { serve } from '@hono/node-server'
import { attach } from '@secure/hono-middleware/node'
import { policy } from '/app/policy.ts'
attach(serve(${app}), policy)
`
export default defineConfig({ plugins: [honox(), build({ emptyOutDir: false, entryContentAfterHooks: [serve] })] })
