import { expect, it } from 'vitest'
import { type Found, merge } from '../src/history.js'
import { sections } from '../src/report.js'

const part = (commit: string, frameworks: readonly string[]): Found => ({
  machine: 'a machine',
  node: 'v20.0.0',
  date: '2026-01-01',
  commit,
  rounds: 9,
  lines: frameworks.map((where) => ({ where, what: 'ours / peer', figure: { value: 0.1, low: 0.1, high: 0.1 } })),
})

it('lines that were not measured again keep the commit they were measured at, and the page says so', () => {
  const first = merge({ count: part('aaaaaaa', ['koa', 'hono', 'node']) }, { count: part('bbbbbbb', ['koa']) }, true)
  const release = merge(first, { count: part('ccccccc', ['hono']) }, true)
  expect(release.count?.lines.map(({ where, commit }) => [where, commit])).toEqual([
    ['node', 'aaaaaaa'],
    ['koa', 'bbbbbbb'],
    ['hono', undefined],
  ])
  expect(sections(release)['report.ts: count']).toContain('commit ccccccc (node: aaaaaaa) (koa: bbbbbbb), on a machine')
})
