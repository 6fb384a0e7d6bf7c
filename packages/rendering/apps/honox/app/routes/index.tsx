import { Suspense } from 'hono/jsx'
import { createRoute } from 'honox/factory'
import Runs from '../islands/runs'

async function Late() {
  await new Promise((resolve) => setTimeout(resolve, 100))
  return <p>late</p>
}

export default createRoute((c) =>
  c.render(
    <>
      <Runs />
      <a href="/styled">styled</a>
      <Suspense fallback="early">
        <Late />
      </Suspense>
    </>,
  ),
)
