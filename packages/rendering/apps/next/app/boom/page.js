export default function Page() {
  throw new Error('boom')
}
