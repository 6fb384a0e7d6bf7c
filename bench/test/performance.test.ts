import { expect, it } from 'vitest'
import { historyFile, load } from '../src/history.js'
import { chart, document } from '../src/report.js'

it('docs/performance.md is what the history of this release makes (npm run bench -- --write measures anew)', async () => {
  await expect(document(load(historyFile()))).toMatchFileSnapshot('../../docs/performance.md')
})

it('docs/performance.svg is drawn of the same lines', async () => {
  await expect(chart(load(historyFile()).runtimes?.lines ?? [])).toMatchFileSnapshot('../../docs/performance.svg')
})
