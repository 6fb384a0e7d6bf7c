import type { Decisions } from './decisions.js'
import { bears, FORMS, type Form, isSent, type Line, linesOf, textOf, WITHOUT_NONCE } from './line.js'
import { merge } from './merge.js'
import { sharedCaching } from './shared-caches.js'
import { type WatchedHeaders, watch } from './watched-headers.js'

/** The policy that a route's changes are laid over, and those changes. */
export interface Inheritance {
  readonly outer: CompiledPolicy
  /** What the route decides; each of its functions has been called. */
  readonly inner: Decisions
}

/**
 * A policy that costs next to nothing to apply: every text is prepared, and nothing here can throw.
 *
 * An app may have thousands of routes, so a route's policy keeps only what is its own: its decisions and lines are put together
 * again when they are asked for, which is rare, and the text of inherited lines is the outer policy's.
 */
export class CompiledPolicy {
  // What every response reads comes first.
  /** Whether the block is the same for every response. */
  readonly isConstant: boolean
  /** That block: what a route has of its own, between texts that thousands of routes share. */
  readonly #own: string
  readonly #before: string
  readonly #after: string
  /** @internal */
  readonly watched: WatchedHeaders
  /** Whether some header bears a nonce. */
  readonly bearsNonce: boolean
  /** Whether some header is withheld from plain HTTP. */
  readonly hasSecureOnly: boolean
  /** The policy's own Cache-Control, where it lets shared caches store a page with a nonce. */
  readonly sharedCaching: string | undefined
  /** Everything that was decided; in a route's policy, what the route decides. */
  readonly #decided: Decisions
  readonly #outer: CompiledPolicy | undefined
  #lines: readonly Line[] | undefined
  /** The lines that are sent, by form and scheme. */
  #sent: (readonly Line[])[] | undefined
  /** The whole block for the wire, by form and scheme, split where the nonce goes. */
  #blocks: (readonly string[])[] | undefined
  /** The block without what a handler has set itself, by form and scheme and by that header's key, split where the nonce goes. */
  #beside: Map<string, readonly string[]>[] | undefined
  /** Neighbouring lines as text, for policies that inherit them. */
  #runs: Map<string, readonly string[]> | undefined

  /** @internal */
  constructor(decisions: Decisions, inheritance?: Inheritance) {
    const lines = linesOf(decisions.fields, inheritance?.outer.lines)
    const own = lines.filter(({ onlyWithNonce }) => !onlyWithNonce).map(({ key }) => key)
    this.#decided = inheritance?.inner ?? decisions
    this.#outer = inheritance?.outer
    this.bearsNonce = lines.some(bears)
    this.watched = watch(
      lines.map(({ key }) => key),
      [...decisions.removals, ...(decisions.settings.mode === 'enforce' ? own : [])],
      this.bearsNonce,
    )
    this.hasSecureOnly = lines.some(({ secureOnly }) => secureOnly)
    this.sharedCaching = this.bearsNonce ? sharedCaching(lines) : undefined
    this.#lines = lines
    this.isConstant = !this.bearsNonce && !this.hasSecureOnly
    const pieces = this.isConstant ? CompiledPolicy.#piecesOf(this, WITHOUT_NONCE, false).map((piece) => piece.join('')) : []
    this.#before = pieces.length > 2 ? (pieces.shift() as string) : ''
    this.#after = pieces.length > 1 ? (pieces.pop() as string) : ''
    // Concatenated with +: the pieces are texts that routes share.
    this.#own = pieces.reduce((text, piece) => text + piece, '')
    if (inheritance !== undefined && this.isConstant) this.#lines = undefined
  }

  /**
   * The block of header lines, where it is the same for every response. It is put together for each response: if it were kept as
   * one string, each route would have its pieces as objects of its own, which are in no cache when they are read.
   */
  get constant(): string | undefined {
    if (!this.isConstant) return undefined
    return this.#outer === undefined ? this.#own : this.#before + this.#own + this.#after
  }

  /** @internal */
  get decisions(): Decisions {
    return this.#outer === undefined ? this.#decided : merge(this.#outer.decisions, this.#decided)
  }

  /** @internal */
  get lines(): readonly Line[] {
    this.#lines ??= linesOf(this.decisions.fields, this.#outer?.lines)
    return this.#lines
  }

  /**
   * The lines that are sent. `plainHttp` leaves out what is withheld from plain HTTP.
   * @internal
   */
  sent(form: Form, plainHttp: boolean): readonly Line[] {
    if (this.isConstant) return this.lines
    const index = indexOf(form, plainHttp)
    this.#sent ??= []
    this.#sent[index] ??= this.lines.filter((line) => isSent(line, form, plainHttp))
    return this.#sent[index]
  }

  /**
   * The whole block of header lines. `plainHttp` leaves out what is withheld from plain HTTP.
   * @internal
   */
  block(form: Form, nonce: string, plainHttp: boolean): string {
    const { constant } = this
    if (constant !== undefined) return constant
    const index = indexOf(form, plainHttp)
    this.#blocks ??= []
    this.#blocks[index] ??= CompiledPolicy.#piecesOf(this, form, plainHttp).reduce(append)
    const parts = this.#blocks[index]
    let text = parts[0] as string
    for (let part = 1; part < parts.length; part++) text += nonce + parts[part]
    return text
  }

  /**
   * The block for a response whose handler has set one header itself, as servers of files do. Nothing for a route's policy:
   * thousands of routes would keep a text each.
   * @internal
   */
  blockBeside(key: string, form: Form, nonce: string, plainHttp: boolean): string | undefined {
    if (this.#outer !== undefined) return undefined
    const index = indexOf(form, plainHttp)
    this.#beside ??= []
    this.#beside[index] ??= new Map()
    let parts = this.#beside[index].get(key)
    if (parts === undefined) {
      const lines = this.lines.filter((line) => line.key !== key && line.follows !== key)
      parts = textOf(lines, form, plainHttp)
      this.#beside[index].set(key, parts)
    }
    return parts.join(nonce)
  }

  // Static: V8 keeps a mark of the class in each object that has a private method.
  /** The block in pieces. Inherited lines are the outer policy's text; only what is this policy's own is written anew. */
  static #piecesOf(policy: CompiledPolicy, form: Form, plainHttp: boolean): (readonly string[])[] {
    const { lines } = policy
    const outer = policy.#outer
    if (outer === undefined) return [textOf(lines, form, plainHttp)]
    const inherited = outer.lines
    const pieces: (readonly string[])[] = []
    for (let at = 0; at < lines.length; ) {
      const first = inherited.indexOf(lines[at] as Line)
      let length = 1
      while (first !== -1 && at + length < lines.length && lines[at + length] === inherited[first + length]) length++
      pieces.push(
        first === -1
          ? textOf(lines.slice(at, at + 1), form, plainHttp)
          : CompiledPolicy.#run(outer, first, length, form, plainHttp),
      )
      at += length
    }
    return pieces.length === 0 ? [['']] : pieces
  }

  static #run(policy: CompiledPolicy, first: number, length: number, form: Form, plainHttp: boolean): readonly string[] {
    const signature = [first, length, form, plainHttp].join()
    policy.#runs ??= new Map()
    let run = policy.#runs.get(signature)
    if (run === undefined) {
      run = textOf(policy.lines.slice(first, first + length), form, plainHttp)
      policy.#runs.set(signature, run)
    }
    return run
  }
}

/** The place of a form and a scheme. */
function indexOf(form: Form, plainHttp: boolean): number {
  return plainHttp ? form + FORMS : form
}

/** One text after the other, both split where the nonce goes: the two pieces that meet become one. */
function append(text: readonly string[], [first = '', ...others]: readonly string[]): readonly string[] {
  return [...text.slice(0, -1), (text.at(-1) ?? '') + first, ...others]
}
