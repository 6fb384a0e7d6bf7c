import { Style } from 'hono/css'
import { StreamingContext } from 'hono/jsx/streaming'
import { jsxRenderer, useRequestContext } from 'hono/jsx-renderer'
import { Script } from 'honox/server'

export default jsxRenderer(
  ({ children }) => {
    const nonce = useRequestContext().get('cspNonce')
    return (
      <html lang="en">
        <head>
          <title>Hello</title>
          <Script src="/app/client.ts" nonce={nonce} />
          <Style nonce={nonce} />
        </head>
        <body>
          <StreamingContext value={{ scriptNonce: nonce }}>{children}</StreamingContext>
        </body>
      </html>
    )
  },
  { stream: true },
)
