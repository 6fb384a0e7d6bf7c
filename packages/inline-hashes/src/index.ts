import { readFile } from 'node:fs/promises'
import { SecureHeadersError, sha256 } from '@secure/core'
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
 * The file is not changed. Rejects when it cannot be read, and with `SecureHeadersError` when it is not in UTF-8.
 */
export async function inlineHashes(file: string | URL): Promise<InlineHashes> {
  return inlineHashesOf(decoded(await readFile(file), String(file)))
}

/**
 * Returns the hashes of the inline code of an HTML text: `const { scripts } = inlineHashesOf(html)`. Throws `SecureHeadersError` for
 * anything but a string.
 */
export function inlineHashesOf(html: string): InlineHashes {
  if (typeof html !== 'string') {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_TYPE',
      expected: 'the text of a page',
      received: html,
      fix: 'Decode it first: String(await readFile(file)).',
    })
  }
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

/** In another encoding, browsers would hash other text than was read here. */
function decoded(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_CHARACTERS',
      path: file,
      expected: 'a page in UTF-8',
      received: bytes,
      fix: 'Decode it, and hand its text to inlineHashesOf().',
    })
  }
}
