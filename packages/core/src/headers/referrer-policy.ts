import { kebab } from '../case.js'
import { list } from '../check-shapes.js'
import { fieldValue, nothing, notInList, oneName } from '../check-values.js'
import { SecureHeadersError, within } from '../errors.js'
import type { Option } from '../options.js'
import { deriveMethods } from './derived-methods.js'
import { type Field, Header, type HeaderDefinition } from './header.js'
import { type Policies, policies, REFERRER_POLICY_TOKENS, type ReferrerPolicyToken } from './referrer-policy-tokens.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * Referrer-Policy: how much of the URL other sites are told. On by default: `no-referrer, strict-origin-when-cross-origin`,
     * of which current browsers take the last token. Plain data is a token or a list, `['no-referrer', 'strict-origin']`.
     * @see https://w3c.github.io/webappsec-referrer-policy/#referrer-policy-header
     */
    referrer?:
      | Option<ReferrerPolicy, ReferrerPolicyToken | `${ReferrerPolicyToken},${string}` | readonly ReferrerPolicyToken[]>
      | undefined
  }
}

type Methods = { readonly [Name in keyof Policies]: () => ReferrerPolicy }

export interface ReferrerPolicy extends Methods {}

/**
 * Decide how much of the URL other sites are told: `new ReferrerPolicy().strictOrigin()`.
 *
 * Each call adds a token. Browsers take the last one they know, so put the fallback for old browsers first.
 * @see https://w3c.github.io/webappsec-referrer-policy/#referrer-policy-header
 */
export class ReferrerPolicy extends Header {
  static readonly definition = {
    option: 'referrer',
    header: 'Referrer-Policy',
    onByDefault: true,
    default: 'no-referrer, strict-origin-when-cross-origin',
  } as const satisfies HeaderDefinition

  readonly #tokens: readonly ReferrerPolicyToken[] | undefined

  constructor(tokens?: ReferrerPolicyToken | readonly ReferrerPolicyToken[]) {
    super()
    this.#tokens = tokens === undefined ? undefined : check(typeof tokens === 'string' ? parse(tokens) : tokens)
    Object.freeze(this)
  }

  /** A builder made from an option's token, list of tokens or string. */
  static from(data: unknown): ReferrerPolicy {
    return new ReferrerPolicy(data as ReferrerPolicyToken[])
  }

  /** Adds tokens after the ones that are there. */
  add(token: ReferrerPolicyToken, ...more: ReferrerPolicyToken[]): ReferrerPolicy {
    const added = within('add', () => [token, ...more].map(knownToken))
    return new ReferrerPolicy([...(this.#tokens ?? []), ...added])
  }

  /** Replaces the whole value: `set('no-referrer, strict-origin')`; later calls build on it. */
  set(raw: string): ReferrerPolicy {
    return within('set', () => new ReferrerPolicy(parse(raw)))
  }

  /** Drops one token; the last one cannot be dropped, because an empty header says nothing. */
  remove(token: ReferrerPolicyToken, ...more: []): ReferrerPolicy {
    oneName(more)
    return within('remove', () => {
      const dropped = knownToken(token)
      return new ReferrerPolicy(this.#written.filter((other) => other !== dropped))
    })
  }

  override fields(): readonly Field[] {
    return [{ name: ReferrerPolicy.definition.header, value: this.#written.join(', ') }]
  }

  override toJSON(): readonly ReferrerPolicyToken[] {
    return this.#written
  }

  override inherited(): ReferrerPolicy {
    return new ReferrerPolicy(this.#written)
  }

  get #written(): readonly ReferrerPolicyToken[] {
    return this.#tokens ?? parse(ReferrerPolicy.definition.default)
  }

  static {
    deriveMethods(this.prototype, Object.keys(policies), (policy, name, args) => {
      nothing(args)
      return policy.add(kebab(name) as ReferrerPolicyToken)
    })
  }
}

/** In alphabetical order, for messages. */
const TOKENS = [...REFERRER_POLICY_TOKENS].sort()
const EXPECTED = 'a Referrer-Policy token or a list of them'

function check(data: unknown): readonly ReferrerPolicyToken[] {
  const given = list(data, EXPECTED)
  if (given.length === 0) {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_MISSING',
      expected: EXPECTED,
      received: data,
      fix: 'Use false to leave the header out.',
    })
  }
  const tokens = given.map((one, index) => within(`[${index}]`, () => knownToken(one)))
  // Browsers take the last token, so of a repeated one the last place counts.
  return Object.freeze(tokens.filter((token, index) => tokens.lastIndexOf(token) === index))
}

function knownToken(value: unknown): ReferrerPolicyToken {
  const token = typeof value === 'string' ? value.toLowerCase() : value
  if ((TOKENS as unknown[]).includes(token)) return token as ReferrerPolicyToken
  throw typeof value === 'string'
    ? notInList('ERR_SECURE_UNKNOWN_VALUE', value, TOKENS, { expected: `one of ${TOKENS.join(', ')}` })
    : new SecureHeadersError({ code: 'ERR_SECURE_TYPE', expected: EXPECTED, received: value })
}

function parse(raw: string): ReferrerPolicyToken[] {
  return fieldValue(raw, 'Referrer-Policy tokens')
    .split(',')
    .map((token) => token.trim())
    .filter(Boolean) as ReferrerPolicyToken[]
}
