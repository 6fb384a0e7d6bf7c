import { expect, it } from 'vitest'
import { type Found, merge } from '../src/history.js'
import { sections } from '../src/report.js'

const part = (commit: string, frameworks: readonly string[], whats: readonly string[] = ['ours']): Found => ({
  machine: 'a machine',
  node: 'v20.0.0',
  date: '2026-01-01',
  commit,
  rounds: 9,
  lines: frameworks.flatMap((where) => whats.map((what) => ({ where, what, figure: { value: 0.1, low: 0.1, high: 0.1 } }))),
})

it('lines that were not measured again keep the commit they were measured at, and the page says so', () => {
  const first = merge({ count: part('aaaaaaa', ['koa', 'hono', 'node', 'fetch']) }, { count: part('bbbbbbb', ['koa']) }, true)
  const release = merge(first, { count: part('ccccccc', ['hono']) }, true)
  expect(release.count?.lines.map(({ where, commit }) => [where, commit])).toEqual([
    ['node', 'aaaaaaa'],
    ['fetch', 'aaaaaaa'],
    ['koa', 'bbbbbbb'],
    ['hono', undefined],
  ])
  expect(sections(release)['report.ts: count']).toContain('commit ccccccc (node, fetch: aaaaaaa; koa: bbbbbbb), on a machine')
})

it('the page names each commit of a framework that was measured in parts', () => {
  const first = merge(
    { count: part('aaaaaaa', ['koa', 'node'], ['ours', 'nonce', 'hand']) },
    { count: part('bbbbbbb', ['koa'], ['nonce']) },
    true,
  )
  const second = merge(first, { count: part('ccccccc', ['node'], ['nonce']) }, true)
  expect(sections(second)['report.ts: count']).toContain('commit ccccccc (koa: aaaaaaa, bbbbbbb; the rest of node: aaaaaaa), on')
})

it('lines of the commit that is measured now are not told from the new ones', () => {
  const first = merge({ count: part('aaaaaaa', ['koa', 'node']) }, { count: part('bbbbbbb', ['koa']) }, true)
  const release = merge(first, { count: part('bbbbbbb', ['node']) }, true)
  expect(sections(release)['report.ts: count']).toContain('commit bbbbbbb, on a machine')
})
