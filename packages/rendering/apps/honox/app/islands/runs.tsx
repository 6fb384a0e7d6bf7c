import { useEffect } from 'hono/jsx'

export default function Runs() {
  useEffect(() => {
    document.body.dataset.runs = 'yes'
  }, [])
  return <p>Hello</p>
}
