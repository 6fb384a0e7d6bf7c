import { expect, it } from 'vitest'
import { historyFile, load } from '../src/history.js'
import { document } from '../src/report.js'

it('docs/performance.md is what the history of this release makes (npm run bench -- --write measures anew)', async () => {
  await expect(document(load(historyFile()))).toMatchFileSnapshot('../../docs/performance.md')
})
