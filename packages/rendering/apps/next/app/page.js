import Link from 'next/link'
import { Suspense } from 'react'
import { Counter } from './counter'

export default function Page() {
  return (
    <>
      <Counter />
      <Link href="/styled">styled</Link>
      <Suspense fallback="early">
        <Late />
      </Suspense>
    </>
  )
}

async function Late() {
  return <p>{await new Promise((resolve) => setTimeout(resolve, 100, 'late'))}</p>
}
