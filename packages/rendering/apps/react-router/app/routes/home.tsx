import { Suspense, useEffect } from 'react'
import { Await, Link } from 'react-router'

export function loader() {
  return { late: new Promise<string>((resolve) => setTimeout(resolve, 100, 'late')) }
}

export default function Home({ loaderData }: { loaderData: { late: Promise<string> } }) {
  useEffect(() => {
    document.body.dataset.runs = 'yes'
  })
  return (
    <>
      <Link to="/styled">styled</Link>
      <Suspense fallback="early">
        <Await resolve={loaderData.late}>{(late) => <p>{late}</p>}</Await>
      </Suspense>
    </>
  )
}
