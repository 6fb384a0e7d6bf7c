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

/** Writes what is no ASCII by its number: one character beyond Latin-1 makes V8 keep the whole file at two bytes a character, and import is for everybody. */
const escapeBeyondAscii = {
  name: 'escape-beyond-ascii',
  generateBundle(_, chunks) {
    const byNumber = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
    for (const chunk of Object.values(chunks)) chunk.code = chunk.code.replace(/[^\0-\x7f]/g, byNumber)
  },
}

/** What Node loads: the entries, and one file of all that they share. */
export default {
  input: Object.fromEntries(entries.map((entry) => [entry.node.slice('./dist/bundle/'.length, -'.js'.length), entry.default])),
  platform: 'node',
  plugins: [inlineHelpers, escapeBeyondAscii],
  output: {
    dir: 'dist/bundle',
    chunkFileNames: '[name].js',
    codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] },
    comments: false,
  },
}
