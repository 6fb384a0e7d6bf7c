import process from 'node:process'
import { createApp } from '@secure/adapter-harnesses/hono-app'

declare const Bun: { serve(options: object): { readonly port: number } }

process.on('warning', ({ message, code }: Error & { code?: string }) => {
  console.log(`warned ${JSON.stringify({ message, code })}`)
})
const { fetch } = createApp(JSON.parse(process.env.SETUP ?? ''))
const { port } = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch })
console.log(`listening on ${port}`)
