import process from 'node:process'
import { createApp } from '@secure/adapter-harnesses/hono-app'

declare const Deno: {
  serve(options: object, fetch: (request: Request) => Response | Promise<Response>): void
}

process.on('warning', ({ message, code }: Error & { code?: string }) => {
  console.log(`warned ${JSON.stringify({ message, code })}`)
})
const { fetch } = createApp(JSON.parse(process.env.SETUP ?? ''))
const onListen = ({ port }: { port: number }) => console.log(`listening on ${port}`)
Deno.serve({ hostname: '127.0.0.1', port: 0, onListen }, (request) => fetch(request))
