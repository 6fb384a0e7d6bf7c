import type { Field } from './headers/header.js'
import { NONCE, NONCE_SLOT } from './headers/source-expression.js'
import { CACHE_CONTROL, KEPT_PRIVATE } from './shared-caches.js'

/** One header field, ready to be written. */
export interface Line {
  readonly field: Field
  readonly name: string
  /** The name in lower case, as Node keeps it. */
  readonly key: string
  /** The value, split where the nonce goes: no parts for a constant. */
  readonly parts: readonly string[]
  /** The value without a nonce. */
  readonly withoutNonce: string
  readonly secureOnly: boolean
  /** The key of the header without which this one is not sent. */
  readonly follows: string | undefined
  /** Sent only beside a nonce. */
  readonly onlyWithNonce: boolean
}

/** Which form of a policy a response gets. */
export const WITHOUT_NONCE = 0
export const WITH_NONCE = 1
/** 304: a fresh nonce would replace the stored policy and kill the cached page's scripts, and so would the form without one. */
export const NOT_MODIFIED = 2
export const FORMS = 3
export type Form = typeof WITHOUT_NONCE | typeof WITH_NONCE | typeof NOT_MODIFIED

/** Every line, in the order of the wire; a field that is in one of the outer policy's lines reuses that line. */
export function linesOf(fields: readonly Field[], outer?: readonly Line[]): readonly Line[] {
  const inherited = new Map(outer?.map((line) => [line.field, line]))
  const lines = fields.map((field) => inherited.get(field) ?? toLine(field, false))
  if (lines.some(bears) && !lines.some(({ key }) => key === CACHE_CONTROL)) {
    // Only where neither policy nor handler has a Cache-Control: this one is never enforced.
    lines.push(inherited.get(KEPT_PRIVATE) ?? toLine(KEPT_PRIVATE, true))
  }
  return lines
}

const NO_PARTS: readonly string[] = []

function toLine(field: Field, onlyWithNonce: boolean): Line {
  const { name, value, withoutNonce, secureOnly = false, follows } = field
  return {
    field,
    name,
    key: name.toLowerCase(),
    parts: withoutNonce === undefined ? NO_PARTS : splitAtNonce(value),
    withoutNonce: withoutNonce ?? value,
    secureOnly,
    follows: follows?.toLowerCase(),
    onlyWithNonce,
  }
}

/** Only the whole expression is a nonce's place; the braces may occur in other values. */
function splitAtNonce(value: string): readonly string[] {
  const [before = '', after = ''] = NONCE.split(NONCE_SLOT)
  const pieces = value.split(NONCE)
  return pieces.map((piece, index) => `${index === 0 ? '' : after}${piece}${index === pieces.length - 1 ? '' : before}`)
}

/** Whether a response of this form has the line at all. */
export function isSent(line: Line, form: Form, plainHttp: boolean): boolean {
  if (plainHttp && line.secureOnly) return false
  if (line.onlyWithNonce) return form === WITH_NONCE
  return form !== NOT_MODIFIED || !bears(line)
}

/** The field value. */
export function fieldValueOf(line: Line, form: Form, nonce: string): string {
  return form === WITH_NONCE && bears(line) ? line.parts.join(nonce) : line.withoutNonce
}

/** Whether the line has a place for the nonce. */
export function bears({ parts }: Line): boolean {
  return parts.length > 1
}

/**
 * Joined, not concatenated with +: a string that is a tree of thirty pieces is copied at every use, and takes twice the memory.
 */
export function textOf(lines: readonly Line[], form: Form, plainHttp: boolean): readonly string[] {
  const text: string[][] = [[]]
  for (const line of lines) {
    if (!isSent(line, form, plainHttp)) continue
    const [first = '', ...others] = form === WITH_NONCE && bears(line) ? line.parts : [line.withoutNonce]
    text.at(-1)?.push(line.name, ': ', first)
    for (const other of others) text.push([other])
    text.at(-1)?.push('\r\n')
  }
  return text.map((pieces) => pieces.join(''))
}
