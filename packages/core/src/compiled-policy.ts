import { bare } from './bare.js'
import type { Decisions } from './decisions.js'
import type { Field } from './headers/header.js'
import { NONCE, NONCE_SLOT } from './headers/source-expression.js'
import { layer } from './layer.js'
import { type WatchedHeaders, watch } from './watched-headers.js'

/** One header field, ready to be written. */
export interface Line {
  readonly field: Field
  readonly name: string
  /** The name in lower case, as Node keeps it. */
  readonly key: string
  /** The value, split where the nonce goes: no parts for a constant. */
  readonly parts: readonly string[]
  /** The value without a nonce. */
  readonly plain: string
  readonly secureOnly: boolean
  /** The key of the header without which this one is not sent. */
  readonly follows: string | undefined
  /** Sent only beside a nonce. */
  readonly noncedOnly: boolean
}

/** Which form of a policy a response gets. */
export const PLAIN = 0
export const NONCED = 1
/** 304: a fresh nonce would replace the stored policy and kill the cached page's scripts, and so would the plain form. */
export const NOT_MODIFIED = 2
export type Form = typeof PLAIN | typeof NONCED | typeof NOT_MODIFIED
const FORMS = 3

/** Where a policy came from, when it is a route's changes over another one. */
export interface Origin {
  readonly outer: CompiledPolicy
  /** What the route decides; every function of it has been called. */
  readonly inner: Decisions
}

/**
 * A policy that costs next to nothing to apply: every text is prepared, nothing here can throw.
 *
 * A route's policy keeps only what it has of its own, because an app may have thousands: decisions and lines are put together
 * again for the few that are asked for them, and the text of inherited lines is the outer policy's.
 */
export class CompiledPolicy {
  // What every response reads comes first.
  /** Whether the block is the same for every response. */
  readonly isConstant: boolean
  /** That block: what a route has of its own, between texts that thousands of routes share. */
  readonly #own: string
  readonly #before: string
  readonly #after: string
  readonly watched: WatchedHeaders
  /** Whether some header bears a nonce. */
  readonly bearsNonce: boolean
  /** Whether some header is withheld from plain HTTP. */
  readonly asksForTls: boolean
  /** The policy's own Cache-Control, where it lets shared caches have a page with a nonce. */
  readonly sharedCaching: string | undefined
  /** All that was decided, or what a route decides over the policy that is its outer one. */
  readonly #decided: Decisions
  readonly #outer: CompiledPolicy | undefined
  #lines: readonly Line[] | undefined
  /** The whole block for the wire, by form and scheme, split where the nonce goes. */
  #blocks: (readonly string[])[] | undefined
  /** Neighbouring lines as text, for policies that inherit them. */
  #runs: Map<string, readonly string[]> | undefined

  constructor(decisions: Decisions, origin?: Origin) {
    const lines = linesOf(decisions, origin?.outer)
    const own = lines.filter(({ noncedOnly }) => !noncedOnly).map(({ key }) => key)
    this.#decided = origin?.inner ?? decisions
    this.#outer = origin?.outer
    this.bearsNonce = lines.some(bears)
    this.watched = watch(
      lines.map(({ key }) => key),
      [...decisions.removals, ...(decisions.settings.mode === 'enforce' ? own : [])],
      this.bearsNonce,
    )
    this.asksForTls = lines.some(({ secureOnly }) => secureOnly)
    this.sharedCaching = this.bearsNonce
      ? lines.find(({ key, plain }) => key === 'cache-control' && isShared(plain))?.plain
      : undefined
    this.#lines = lines
    this.isConstant = !this.bearsNonce && !this.asksForTls
    const pieces = this.isConstant ? CompiledPolicy.#piecesOf(this, PLAIN, false).map((piece) => piece.join('')) : []
    this.#before = pieces.length > 2 ? (pieces.shift() as string) : ''
    this.#after = pieces.length > 1 ? (pieces.pop() as string) : ''
    // Added up: the pieces are texts that routes share.
    this.#own = pieces.reduce((text, piece) => text + piece, '')
    if (origin !== undefined && this.isConstant) this.#lines = undefined
  }

  /**
   * The block of header lines, where it is the same for every response. Put together for each one: the pieces of a string are
   * objects that each route would have, and that no cache holds when they are read.
   */
  get constant(): string | undefined {
    return this.isConstant ? this.#before + this.#own + this.#after : undefined
  }

  get decisions(): Decisions {
    return this.#outer === undefined ? this.#decided : layer(this.#outer.decisions, this.#decided)
  }

  get lines(): readonly Line[] {
    this.#lines ??= linesOf(this.decisions, this.#outer)
    return this.#lines
  }

  /** The whole block of header lines. `plainHttp` leaves out what is withheld from it. */
  block(form: Form, nonce: string, plainHttp: boolean): string {
    const { constant } = this
    if (constant !== undefined) return constant
    const index = plainHttp ? form + FORMS : form
    this.#blocks ??= []
    this.#blocks[index] ??= CompiledPolicy.#piecesOf(this, form, plainHttp).reduce(append)
    const parts = this.#blocks[index]
    let text = parts[0] as string
    for (let part = 1; part < parts.length; part++) text += nonce + parts[part]
    return text
  }

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

/** Joined, not added up: a string that is a tree of thirty pieces is copied at every use, and takes twice the memory. */
function textOf(lines: readonly Line[], form: Form, plainHttp: boolean): readonly string[] {
  const text: string[][] = [[]]
  for (const line of lines) {
    if (!isSent(line, form, plainHttp)) continue
    const [first = '', ...others] = form === NONCED && bears(line) ? line.parts : [line.plain]
    text.at(-1)?.push(line.name, ': ', first)
    for (const other of others) text.push([other])
    text.at(-1)?.push('\r\n')
  }
  return text.map((pieces) => pieces.join(''))
}

/** One text after the other, both split where the nonce goes: the two pieces that meet become one. */
function append(text: readonly string[], [first = '', ...others]: readonly string[]): readonly string[] {
  return [...text.slice(0, -1), (text.at(-1) ?? '') + first, ...others]
}

/** Whether a response of this form has the line at all. */
export function isSent(line: Line, form: Form, plainHttp: boolean): boolean {
  if (plainHttp && line.secureOnly) return false
  if (line.noncedOnly) return form === NONCED
  return form !== NOT_MODIFIED || !bears(line)
}

/** The field value. */
export function fieldValueOf(line: Line, form: Form, nonce: string): string {
  return form === NONCED && bears(line) ? line.parts.join(nonce) : line.plain
}

/** Whether the line has a place for the nonce. */
export function bears({ parts }: Line): boolean {
  return parts.length > 1
}

/** Whether a Cache-Control lets shared caches store the response. */
export function isShared(cacheControl: string): boolean {
  return /(?:^|[\s,])(?:public|s-maxage)\b/i.test(cacheControl)
}

const SHARED_CACHES: Field = bare({ name: 'Cache-Control', value: 'private, no-cache' })

/** Every line, in the order of the wire; a field that the outer policy has too is the outer policy's line. */
function linesOf({ fields }: Decisions, outer: CompiledPolicy | undefined): readonly Line[] {
  const inherited = new Map(outer?.lines.map((line) => [line.field, line]))
  const lines = fields.map((field) => inherited.get(field) ?? toLine(field, false))
  if (lines.some(bears) && !lines.some(({ key }) => key === 'cache-control')) {
    // A shared cache would hand one visitor's nonce to the next. Only where nobody else says anything: it is never enforced.
    lines.push(inherited.get(SHARED_CACHES) ?? toLine(SHARED_CACHES, true))
  }
  return lines
}

const NO_PARTS: readonly string[] = []

function toLine(field: Field, noncedOnly: boolean): Line {
  const { name, value, withoutNonce, secureOnly = false, follows } = field
  return {
    field,
    name,
    key: name.toLowerCase(),
    parts: withoutNonce === undefined ? NO_PARTS : splitAtNonce(value),
    plain: withoutNonce ?? value,
    secureOnly,
    follows: follows?.toLowerCase(),
    noncedOnly,
  }
}

/** Only the whole expression is a nonce's place; the braces may stand in other values. */
function splitAtNonce(value: string): readonly string[] {
  const [before = '', after = ''] = NONCE.split(NONCE_SLOT)
  const pieces = value.split(NONCE)
  return pieces.map((piece, index) => `${index === 0 ? '' : after}${piece}${index === pieces.length - 1 ? '' : before}`)
}
