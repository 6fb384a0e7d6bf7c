import { readFileSync } from 'node:fs'

const { exports } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))
const entries = Object.values(exports).filter(({ node }) => node !== undefined)

/** Puts Rolldown's few helpers where they are used: it makes a file of them, and Node takes as long to open that as to run half of the core. */
const inlineHelpers = {
  name: 'inline-helpers',
  generateBundle(_, chunks) {
    const helpers = chunks['rolldown-runtime.js']
    const code = helpers.code.replace(/^export .*$/m, '')
    delete chunks['rolldown-runtime.js']
    for (const chunk of Object.values(chunks)) {
      chunk.code = chunk.code.replace(/^import \{ t as __exportAll \} from .*$/m, () => code)
      if (chunk.code.includes('rolldown-runtime')) throw new Error(`${chunk.fileName} needs a helper that is not inlined here.`)
    }
  },
}

/** What Node loads: the entries, and one file of all that they share. */
export default {
  input: Object.fromEntries(entries.map((entry) => [entry.node.slice('./dist/bundle/'.length, -'.js'.length), entry.default])),
  platform: 'node',
  plugins: [inlineHelpers],
  output: {
    dir: 'dist/bundle',
    chunkFileNames: '[name].js',
    codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] },
    comments: false,
  },
}
