import { readFileSync } from 'node:fs'
import { withParts } from '@secure/made-parts'
import { expect, it } from 'vitest'
import { load, newestHistoryFile } from '../src/history.js'
import { chart, sections } from '../src/report.js'
import { NEWEST } from '../src/runtimes.js'

it('docs/performance.md is made from the newest history (npm run bench -- --write measures anew)', async () => {
  const page = readFileSync(new URL('../../docs/performance.md', import.meta.url), 'utf8')
  await expect(withParts(page, sections(load(newestHistoryFile())))).toMatchFileSnapshot('../../docs/performance.md')
})

it('docs/performance.svg is drawn from the same lines', async () => {
  await expect(chart(load(newestHistoryFile()).runtimes?.lines ?? [])).toMatchFileSnapshot('../../docs/performance.svg')
})

it('README.md states the most that may be added on the newest Node, according to the intervals', () => {
  const lines = load(newestHistoryFile()).runtimes?.lines ?? []
  const mostOf = (share: string) => {
    const shares = lines.filter(({ where, what, unclear }) => {
      return where.startsWith(NEWEST) && !where.endsWith('fetch') && what === share && !unclear
    })
    expect(shares).not.toEqual([])
    return Math.max(...shares.map(({ figure }) => Math.round(100 * figure.high)))
  }
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').replaceAll(/\s+/g, ' ')
  expect(readme).toContain(`on ${NEWEST}, twelve headers add at most ${mostOf('ours / peer')} % of what`)
  expect(readme).toContain(`and with a nonce at most ${mostOf('ours with a nonce / peer with a nonce')} %`)
})
