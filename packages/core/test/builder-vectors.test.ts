import { describe, expect, it } from 'vitest'
import * as core from '../src/index.js'
import data from './data/builder-vectors.json' with { type: 'json' }

interface Vector {
  readonly id: string
  readonly ts: string
  readonly headers?: Readonly<Record<string, string>>
  readonly error?: boolean
}

/** The headers that an expression of the builder API gives; a lone builder stands for its own header. */
function evaluate(expression: string): Record<string, unknown> {
  const names = Object.keys(core)
  const made = new Function(...names, `return ${expression}`)(...Object.values(core)) as
    | core.Secure
    | { fields(): readonly core.Field[] }
  const entries = made instanceof core.Secure ? made.entries() : made.fields().map(({ name, value }) => [name, value] as const)
  return comparable(Object.fromEntries(entries))
}

/** Names are compared without case, Report-To as JSON, everything else to the letter. */
function comparable(headers: Readonly<Record<string, string>>): Record<string, unknown> {
  const pairs = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const)
  return Object.fromEntries(pairs.map(([key, value]) => [key, key === 'report-to' ? JSON.parse(`[${value}]`) : value]))
}

describe('the recorded builder expressions', () => {
  it('are all there', () => expect(data.vectors.length).toBe(106))

  it.each(data.vectors as readonly Vector[])('$id', ({ ts, headers, error }) => {
    if (error) expect(() => evaluate(ts)).toThrow(core.SecureHeadersError)
    else expect(evaluate(ts)).toEqual(comparable(headers ?? {}))
  })
})
