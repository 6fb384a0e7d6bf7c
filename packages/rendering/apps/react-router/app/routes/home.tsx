import { Suspense } from 'react'
import { Await } from 'react-router'

export function loader() {
  return { late: new Promise<string>((resolve) => setTimeout(resolve, 100, 'late')) }
}

export default function Home({ loaderData }: { loaderData: { late: Promise<string> } }) {
  return (
    <Suspense fallback="early">
      <Await resolve={loaderData.late}>{(late) => <p>{late}</p>}</Await>
    </Suspense>
  )
}
