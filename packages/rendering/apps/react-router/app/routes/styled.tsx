import './styled.css'

export default function Styled() {
  return <h1>styled</h1>
}
