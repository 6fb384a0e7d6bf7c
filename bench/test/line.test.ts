import { describe, expect, it } from 'vitest'
import { isUnclear, table } from '../src/line.js'

describe('a ratio', () => {
  it('is unclear where its interval is wider than its difference from 1', () => {
    expect(isUnclear({ value: 0.5, low: 0.4, high: 0.8 })).toBe(false)
    expect(isUnclear({ value: 0.8, low: 0.7, high: 1.1 })).toBe(true)
  })

  it('is not unclear where it is only said to be flat, and its interval is as narrow as that', () => {
    const flat = { value: 1, low: 0.99, high: 1.01 }
    expect([isUnclear(flat), isUnclear(flat, 0.1)]).toEqual([true, false])
    expect(isUnclear({ value: 1, low: 0.9, high: 1.05 }, 0.1)).toBe(true)
  })
})

it.each([
  ['met', { value: 0.1, low: 0.05, high: 0.14 }],
  ['met, within the interval', { value: 0.1, low: 0.05, high: 0.2 }],
  ['not met, within the interval', { value: 0.2, low: 0.1, high: 0.3 }],
  ['NOT met', { value: 0.2, low: 0.16, high: 0.3 }],
])('a goal is %s', (verdict, figure) => {
  const cells = table([{ where: 'koa', what: 'ours / peer', figure, goal: 0.15 }])
    .split('|')
    .map((cell) => cell.trim())
  expect(cells.at(-2)).toBe(verdict)
})
