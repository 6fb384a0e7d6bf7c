import { readFileSync } from 'node:fs'

const { exports } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))
const entries = Object.values(exports).filter(({ node }) => node !== undefined)

/**
 * Writes what is no ASCII by its number: one character beyond Latin-1 makes V8 keep the whole file at two bytes a character, and
 * import is for everybody.
 */
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
  plugins: [escapeBeyondAscii],
  output: {
    dir: 'dist/bundle',
    chunkFileNames: '[name].js',
    codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] },
    comments: false,
  },
}
