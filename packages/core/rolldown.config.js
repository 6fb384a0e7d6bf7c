import { readFileSync } from 'node:fs'

const { exports } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))
const entries = Object.values(exports).filter(({ node }) => node !== undefined)

/** What Node loads: the entries, and one file of all that they share. */
export default {
  input: Object.fromEntries(entries.map((entry) => [entry.node.slice('./dist/bundle/'.length, -'.js'.length), entry.default])),
  platform: 'node',
  output: {
    dir: 'dist/bundle',
    chunkFileNames: '[name].js',
    codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] },
    comments: false,
  },
}
