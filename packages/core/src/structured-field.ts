import { SecureHeadersError } from './errors.js'

/** A bare item as it stands on the wire, split by kind: `"a"` is a string, `a` a token, `?1` a boolean, `1` a number. */
export interface Item {
  readonly kind: 'string' | 'token' | 'boolean' | 'number'
  readonly value: string
  /** Parameters as written, `;report-to=x` and the like, or the empty string. */
  readonly parameters: string
}

export interface InnerList {
  readonly kind: 'list'
  readonly items: readonly Item[]
  readonly parameters: string
}

export type Member = Item | InnerList

const KEY = /[a-z*][a-z0-9_.*-]*/y
const BARE_TOKEN = /[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*/y
const STRING = /"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"/y
const BOOLEAN = /\?[01]/y
const NUMBER = /-?\d{1,15}(?:\.\d{1,3})?/y
const SPACES = / */y
const COMMA = /[ \t]*,[ \t]*/y

/**
 * Reads a dictionary (RFC 9651 §4.2.2); any slip makes browsers drop the whole field, so any slip throws. Of a key that is there
 * twice browsers take the last, which is a slip too, unless it is asked for.
 */
export function parseDictionary(raw: string, takesLast = false): Map<string, Member> {
  const reader = new Reader(raw)
  const members = new Map<string, Member>()
  do {
    const key = reader.read(KEY, 'a lower-case key')
    if (!takesLast && members.has(key)) throw reader.error(`"${key}" only once`, 'ERR_SECURE_DUPLICATE')
    members.set(key, reader.has('=') ? reader.member() : { kind: 'boolean', value: '?1', parameters: reader.parameters() })
  } while (reader.another())
  return members
}

/** Reads a list (RFC 9651 §4.2.1). */
export function parseList(raw: string): Member[] {
  const reader = new Reader(raw)
  const members: Member[] = []
  do members.push(reader.member())
  while (reader.another())
  return members
}

/** Reads a single item (RFC 9651 §4.2.3). */
export function parseItem(raw: string): Item {
  const reader = new Reader(raw)
  const item = reader.item()
  reader.end()
  return item
}

/** Reads the parameters of an item or a list; a parameter without a value is true. */
export function parseParameters(parameters: string): Map<string, Item> {
  return new Reader(parameters).namedParameters()
}

export function serializeString(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}

class Reader {
  #at = 0
  constructor(readonly raw: string) {}

  read(pattern: RegExp, expected: string): string {
    const found = this.#match(pattern)
    if (found === undefined) throw this.error(expected)
    return found[0]
  }

  has(character: string): boolean {
    if (this.raw[this.#at] !== character) return false
    this.#at++
    return true
  }

  end(): void {
    if (this.#at < this.raw.length) throw this.error('the end')
  }

  another(): boolean {
    if (this.#at === this.raw.length) return false
    this.read(COMMA, "',' between members")
    return true
  }

  member(): Member {
    if (!this.has('(')) return this.item()
    const items: Item[] = []
    for (;;) {
      this.#match(SPACES)
      if (this.has(')')) return { kind: 'list', items, parameters: this.parameters() }
      if (items.length > 0 && this.raw[this.#at - 1] !== ' ') throw this.error('a space between the members of a list')
      items.push(this.item())
    }
  }

  item(): Item {
    const bare = this.#bareItem('a token, a "string" or a (list)')
    return { ...bare, parameters: this.parameters() }
  }

  #bareItem(expected: string): Omit<Item, 'parameters'> {
    const string = this.#match(STRING)
    if (string !== undefined) {
      return { kind: 'string', value: (string[1] ?? '').replace(/\\(.)/g, '$1') }
    }
    for (const [kind, pattern] of [
      ['token', BARE_TOKEN],
      ['boolean', BOOLEAN],
      ['number', NUMBER],
    ] as const) {
      const found = this.#match(pattern)
      if (found !== undefined) return { kind, value: found[0] }
    }
    throw this.error(expected)
  }

  parameters(): string {
    const start = this.#at
    this.namedParameters()
    return this.raw.slice(start, this.#at)
  }

  namedParameters(): Map<string, Item> {
    const named = new Map<string, Item>()
    while (this.has(';')) {
      this.#match(SPACES)
      const name = this.read(KEY, 'a parameter name')
      const value = this.has('=') ? this.#bareItem('a parameter value') : { kind: 'boolean' as const, value: '?1' }
      named.set(name, { ...value, parameters: '' })
    }
    return named
  }

  error(expected: string, code: 'ERR_SECURE_SYNTAX' | 'ERR_SECURE_DUPLICATE' = 'ERR_SECURE_SYNTAX'): SecureHeadersError {
    return new SecureHeadersError({
      code,
      expected: `${expected} at character ${this.#at + 1}`,
      received: this.raw,
      fix:
        code === 'ERR_SECURE_DUPLICATE'
          ? 'Browsers take the last one: keep one of them.'
          : 'Browsers drop the whole header when its structured field does not parse.',
    })
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.raw) ?? undefined
    if (found !== undefined) this.#at = pattern.lastIndex
    return found
  }
}
