import type { Decisions } from './decisions.js'
import type { Field } from './headers/header.js'
import { NONCE, NONCE_SLOT } from './headers/source-expression.js'

/** One header field, ready to be written. */
export interface Line {
  readonly name: string
  /** The name in lower case, as Node keeps it. */
  readonly key: string
  /** The value, split where the nonce goes: a single part for a constant. */
  readonly parts: readonly string[]
  /** The value without a nonce. */
  readonly plain: string
  readonly secureOnly: boolean
  /** The key of the header without which this one is not sent. */
  readonly follows: string | undefined
  /** Sent only beside a nonce. */
  readonly noncedOnly: boolean
}

/** What a header of the response means to a policy, in {@link CompiledPolicy.watched}; an index of `lines` says "one of ours". */
export const CONTENT_TYPE = -1
export const REMOVED = -2

/** Which form of a policy a response gets. */
export const PLAIN = 0
export const NONCED = 1
/** 304: a fresh nonce would replace the stored policy and kill the cached page's scripts, and so would the plain form. */
export const NOT_MODIFIED = 2
export type Form = typeof PLAIN | typeof NONCED | typeof NOT_MODIFIED
const FORMS = 3

/** A policy that costs next to nothing to apply: every text is prepared, nothing here can throw. */
export class CompiledPolicy {
  readonly decisions: Decisions
  readonly lines: readonly Line[]
  /** Keys of the headers to strip from what the handler has set; where the policy is enforced, its own are among them. */
  readonly stripped: ReadonlySet<string>
  /** Whether some header bears a nonce. */
  readonly bearsNonce: boolean
  /** Whether some header is withheld from plain HTTP. */
  readonly asksForTls: boolean
  /** The whole block of header lines, where it is the same for every response. */
  readonly constant: string | undefined
  /** The headers that matter to this policy, by key. */
  readonly watched: ReadonlyMap<string, number>
  /** The whole block for the wire, by form and scheme, split where the nonce goes. */
  readonly #blocks: (readonly string[])[] = []

  constructor(decisions: Decisions) {
    const lines = decisions.fields.map(lineOf)
    const own = lines.map(({ key }) => key)
    this.decisions = decisions
    this.bearsNonce = lines.some(({ parts }) => parts.length > 1)
    if (this.bearsNonce && !own.includes('cache-control')) {
      // A shared cache would hand one visitor's nonce to the next. Only where nobody else says anything: it is never enforced.
      lines.push(toLine({ name: 'Cache-Control', value: 'private, no-cache' }, true))
    }
    this.lines = lines
    this.stripped = new Set([...decisions.removals, ...(decisions.settings.mode === 'enforce' ? own : [])])
    this.asksForTls = lines.some(({ secureOnly }) => secureOnly)
    this.watched = share([
      ...(this.bearsNonce ? ([['content-type', CONTENT_TYPE]] as const) : []),
      ...lines.map(({ key }, index) => [key, index] as const),
      ...[...this.stripped].map((key) => [key, REMOVED] as const),
    ])
    this.constant = this.bearsNonce || this.asksForTls ? undefined : this.block(PLAIN, '', false)
  }

  /** The whole block of header lines. `plainHttp` leaves out what is withheld from it. */
  block(form: Form, nonce: string, plainHttp: boolean): string {
    const index = plainHttp ? form + FORMS : form
    this.#blocks[index] ??= this.#prepare(form, plainHttp)
    const parts = this.#blocks[index]
    let text = parts[0] as string
    for (let part = 1; part < parts.length; part++) text += nonce + parts[part]
    return text
  }

  #prepare(form: Form, plainHttp: boolean): readonly string[] {
    const block: string[][] = [[]]
    for (const line of this.lines) {
      if (!isSent(line, form, plainHttp)) continue
      const [first = '', ...others] = form === NONCED ? line.parts : [line.plain]
      block.at(-1)?.push(line.name, ': ', first)
      for (const other of others) block.push([other])
      block.at(-1)?.push('\r\n')
    }
    // Joined, not added up: a string that is a tree of thirty pieces is copied at every use, and takes twice the memory.
    return block.map((pieces) => pieces.join(''))
  }
}

const shared = new Map<string, ReadonlyMap<string, number>>()

/** One map for all policies that have the same headers: thousands of overrides differ in values only, and then stay in the cache. */
function share(entries: readonly (readonly [key: string, meaning: number])[]): ReadonlyMap<string, number> {
  const signature = entries.join()
  let map = shared.get(signature)
  if (map === undefined) {
    map = new Map(entries)
    shared.set(signature, map)
  }
  return map
}

/** Whether a response of this form has the line at all. */
export function isSent(line: Line, form: Form, plainHttp: boolean): boolean {
  if (plainHttp && line.secureOnly) return false
  if (line.noncedOnly) return form === NONCED
  return form !== NOT_MODIFIED || line.parts.length === 1
}

/** The field value. */
export function fieldValueOf(line: Line, form: Form, nonce: string): string {
  return line.parts.length === 1 || form !== NONCED ? line.plain : line.parts.join(nonce)
}

const linesByField = new WeakMap<Field, Line>()

function lineOf(field: Field): Line {
  let line = linesByField.get(field)
  if (line === undefined) {
    line = toLine(field, false)
    linesByField.set(field, line)
  }
  return line
}

function toLine({ name, value, withoutNonce, secureOnly = false, follows }: Field, noncedOnly: boolean): Line {
  return {
    name,
    key: name.toLowerCase(),
    parts: withoutNonce === undefined ? [value] : splitAtNonce(value),
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
