import { readFile } from 'node:fs/promises'
import { sha256 } from '@secure/core'
import { type InlineCode, inlineCodeOf } from './inline-code.js'

/** Source expressions for a Content-Security-Policy, each once, in the order of the page. */
export interface InlineHashes {
  /** For script-src: inline scripts, modules, import maps, speculation rules. */
  readonly scripts: readonly HashSource[]
  /** For style-src: `<style>` elements. */
  readonly styles: readonly HashSource[]
  /** For script-src beside `'unsafe-hashes'`: event handlers such as `onclick`. */
  readonly handlers: readonly HashSource[]
  /** For style-src beside `'unsafe-hashes'`: `style` attributes. */
  readonly styleAttributes: readonly HashSource[]
}

/** A hash source, such as `'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='`. */
export type HashSource = ReturnType<typeof sha256>

/**
 * Reads an HTML file and returns the hashes of its inline code: `const { scripts } = await inlineHashes('dist/index.html')`.
 *
 * The file is not changed. Rejects when it cannot be read.
 */
export async function inlineHashes(file: string | URL): Promise<InlineHashes> {
  return inlineHashesOf(await readFile(file, 'utf8'))
}

/** Returns the hashes of the inline code of an HTML text: `const { scripts } = inlineHashesOf(html)`. */
export function inlineHashesOf(html: string): InlineHashes {
  const code = inlineCodeOf(html)
  return {
    scripts: hash(code.scripts),
    styles: hash(code.styles),
    handlers: hash(code.handlers),
    styleAttributes: hash(code.styleAttributes),
  }
}

function hash(texts: InlineCode[keyof InlineCode]): readonly HashSource[] {
  return [...new Set(texts.map(sha256))]
}
