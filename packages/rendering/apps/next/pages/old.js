export default function Page() {
  return <p>old</p>
}

export function getServerSideProps() {
  return { props: {} }
}
