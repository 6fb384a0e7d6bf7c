export function loader() {
  throw new Error('boom')
}

export default function Boom() {
  return null
}
