'use client'

import { useEffect, useState } from 'react'

export function Counter() {
  const [count, setCount] = useState(0)
  useEffect(() => {
    document.body.dataset.runs = 'yes'
  })
  return (
    <button type="button" onClick={() => setCount(count + 1)}>
      {count}
    </button>
  )
}
