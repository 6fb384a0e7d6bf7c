import { PEER_HEADERS } from './apps/policies.js'
import { STRICT_HEADERS } from './apps/strict.js'
import { type Framework, VARIANTS, type Variant } from './variants.js'

const SETS = { twelve: PEER_HEADERS, strict: STRICT_HEADERS } as const

/** Throws when an app does not send what its variant says. */
export function verify(framework: Framework, variant: Variant, head: string): void {
  const has = (text: string) => head.toLowerCase().includes(text.toLowerCase())
  const lines = head.toLowerCase().split('\r\n')
  const { sends, page = false } = VARIANTS[variant]
  const wanted = sends === undefined ? [] : SETS[sends]
  const missing = wanted.filter(
    ([name, value]) => !lines.some((line) => isSame(line, name.toLowerCase(), value, framework, variant)),
  )
  const isBare = variant.startsWith('noop') || variant === 'bare'
  const expected = isBare
    ? !has('X-Frame-Options')
    : has('X-Frame-Options') && has('X-Content-Type-Options: nosniff') && !(sends === 'twelve' && has('X-Powered-By'))
  const nonced = (page && !isBare) === has("'nonce-")
  if (expected && nonced && missing.length === 0) return
  throw new Error(`${framework}/${variant} does not send what it should, ${missing.join(', ')}:\n${head}`)
}

function isSame(line: string, name: string, value: string, framework: Framework, variant: Variant): boolean {
  const [found = '', ...rest] = line.split(': ')
  if (found !== name) return false
  // hono's own has half the max-age, written with as many digits.
  if (name === 'strict-transport-security' && variant.startsWith('peer') && ['hono', 'fetch'].includes(framework)) return true
  const policy = (text: string) =>
    text
      .toLowerCase()
      .replace(/ 'nonce-[^']*'/g, '')
      .replace(/;\s*/g, ';')
      .replace(/;$/, '')
  return policy(rest.join(': ')) === policy(value)
}

/** Headers as they would stand in a head. */
export function headOf(headers: Headers): string {
  return [...headers].map((pair) => pair.join(': ')).join('\r\n')
}
