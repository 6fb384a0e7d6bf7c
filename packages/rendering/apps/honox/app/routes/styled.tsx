import { css } from 'hono/css'
import { createRoute } from 'honox/factory'

const red = css`color: rgb(1, 2, 3);`

export default createRoute((c) => c.render(<h1 class={red}>styled</h1>))
