import { type Decided, Decisions, type Override } from './decisions.js'
import { SecureHeadersError } from './errors.js'
import { namesOf } from './fields-of.js'
import { HEADER_CLASSES } from './header-classes.js'
import { CustomHeaders } from './headers/custom-headers.js'
import { type Field, type Header, type HeaderClass, isImplied, wireNames } from './headers/header.js'
import { readOption } from './reading/read-option.js'

// A header has one owner. The options own what their builders send; `custom` and `remove` are claimants: they claim headers by
// name. Within a layer, neither may claim what is owned beside it. Where layers meet, the inner one's owners and claims win.

const { option: CUSTOM } = CustomHeaders.definition
const OWNERS = HEADER_CLASSES.filter((header) => header !== CustomHeaders)

/**
 * Throws where `custom` or `remove` claims what an option beside it owns, or `remove` what `custom` sends. `tried` is what
 * functions make of an untouched builder.
 *
 * What the defaults send is owned beside the claims only in a whole policy: to an override, it is the outer policy's. But a
 * header that follows another one (Pragma, Expires) cannot be claimed without that one.
 */
export function checkOwners(
  decisions: Override,
  by: 'option' | 'override',
  tried: ReadonlyMap<string, readonly Header[]>,
  remove: readonly string[] = [],
): void {
  const custom = decisions.headers[CUSTOM]
  const builders = typeof custom === 'function' ? tried.get(CUSTOM) : custom?.builders
  const names = namesOf(builders ?? [])
  if (names.length + remove.length === 0) return
  const [owners, leaders] = ownersBeside(decisions, by, tried)
  for (const name of names) {
    // Whether a function's result follows a header that is sent (Pragma: Cache-Control), only the policy in force can tell.
    checkClaim(`custom.${name}`, name, owners, typeof custom === 'function' ? NO_LEADERS : leaders)
    owners.set(name.toLowerCase(), `custom.${name}`)
  }
  for (const [index, name] of remove.entries()) checkClaim(`remove[${index}]`, name, owners, leaders)
}

/** The option that owns a header, by its name in lower case. */
type Owners = ReadonlyMap<string, string>
const NO_LEADERS: Owners = new Map()

/** `leaders` are the options of the headers that follow another one. */
function ownersBeside(
  decisions: Override,
  by: 'option' | 'override',
  tried: ReadonlyMap<string, readonly Header[]>,
): readonly [owners: Map<string, string>, leaders: Owners] {
  const owners = new Map<string, string>()
  const leaders = new Map<string, string>()
  for (const header of OWNERS) {
    const { option, onByDefault, header: name } = header.definition
    const decided = decisions.headers[option]
    const byDefault = onByDefault ? readOption(header, true) : []
    const builders = typeof decided === 'function' ? (tried.get(option) ?? []) : (decided?.builders ?? byDefault)
    for (const field of builders.flatMap((builder) => builder.fields())) {
      if (Object.hasOwn(field, 'follows')) leaders.set(field.name.toLowerCase(), option)
      else if (by === 'option' || decided !== undefined) owners.set(field.name.toLowerCase(), option)
    }
    if (decided === undefined && decisions.implied(header) !== undefined) owners.set(name.toLowerCase(), 'reporting')
  }
  return [owners, leaders]
}

function checkClaim(path: string, name: string, owners: Owners, leaders: Owners): void {
  const owner = owners.get(name.toLowerCase())
  const leader = leaders.get(name.toLowerCase())
  if (owner === undefined && leader === undefined) return
  throw new SecureHeadersError({
    code: 'ERR_SECURE_DUPLICATE',
    path,
    expected: `a header that the option ${owner ?? leader} does not send`,
    received: name,
    fix:
      owner === undefined
        ? `Write ${leader} beside it, with a value: only its default brings ${name} along.`
        : `Set ${owner}: false first, or use ${owner} alone.`,
  })
}

/** What two layers decide, by option. */
type Headers = Map<string, Decided>

/** What `reporting` would imply, but an inner layer claims. */
const GIVEN_UP: Decided = { builders: [], by: 'override', givenUp: true }

/** Takes away, from what the outer layer decided, each header that the inner one owns or claims. */
export function settleOwners(headers: Headers, outer: Decisions, inner: Override): void {
  const byCustom = claimedByCustom(headers.get(CUSTOM), outer, inner)
  const byRemove = (inner.settings.remove ?? []).map((name) => name.toLowerCase())
  yieldCustom(headers, inner, byCustom, byRemove)
  yieldOptions(headers, inner, [...byCustom, ...byRemove])
}

/** The names, in lower case, that the inner layer's `custom` sends, or that its function has changed. */
export function claimedByCustom(merged: Decided | undefined, outer: Decisions, inner: Override): readonly string[] {
  const custom = inner.headers[CUSTOM]
  if (typeof custom === 'object' && Object.hasOwn(custom, 'claims')) return custom.claims ?? []
  if (typeof custom !== 'function') return [...fieldsByName(custom).keys()]
  const before = fieldsByName(outer.headers[CUSTOM])
  return [...fieldsByName(merged)].filter(([name, { value }]) => before.get(name)?.value !== value).map(([name]) => name)
}

/** The outer layer's `custom` gives way, name by name, to the owners of the inner one, and to its `remove`. */
function yieldCustom(headers: Headers, inner: Override, byCustom: readonly string[], byRemove: readonly string[]): void {
  const custom = headers.get(CUSTOM)
  if (custom === undefined) return
  const owners = ownersIn(headers, inner)
  const owned = new Set(owners.flatMap(({ definition }) => [...fieldsByName(headers.get(definition.option)).keys()]))
  const twice = byCustom.find((name) => owned.has(name))
  if (twice !== undefined) {
    const { name } = fieldsByName(custom).get(twice) as Field
    throw new SecureHeadersError({
      code: 'ERR_SECURE_DUPLICATE',
      path: `custom.${name}`,
      expected: 'a header that no option beside it sends',
      received: name,
      fix: 'Use the option alone.',
    })
  }
  const taken = [...owners.flatMap((header) => namesAbout(header, headers)), ...byRemove]
  const lost = [...fieldsByName(custom).keys()].filter((name) => taken.includes(name) && !byCustom.includes(name))
  if (lost.length === 0) return
  const builders = custom.builders.map((builder) => lost.reduce((rest, name) => rest.remove(name), builder as CustomHeaders))
  headers.set(CUSTOM, { ...custom, builders })
}

/**
 * An option of the outer layer gives way to the inner one's claim to the very name that it sends; what `reporting` would imply
 * from now on also gives way to what the outer layer's `custom` sends.
 */
function yieldOptions(headers: Headers, inner: Override, claims: readonly string[]): void {
  const sent = fieldsByName(headers.get(CUSTOM))
  for (const owner of OWNERS) {
    const { option, header } = owner.definition
    if (inner.headers[option] !== undefined) continue
    const decided = headers.get(option)
    if (isImplied(owner) && (decided === undefined || decided.givenUp)) {
      const name = header.toLowerCase()
      if (claims.includes(name) || sent.has(name)) headers.set(option, GIVEN_UP)
      else if (inner.settings.reporting) headers.delete(option)
    } else if (decided !== undefined) {
      // Whatever else a builder sends goes together with its first field.
      const builders = decided.builders.filter((builder) => !claims.includes(builder.fields()[0]?.name.toLowerCase() ?? ''))
      if (builders.length < decided.builders.length) headers.set(option, { ...decided, builders, by: 'override' })
    }
  }
}

/** The classes whose options are owners in the inner layer: it decides them, or its `reporting` implies them. */
function ownersIn(headers: Headers, inner: Override): readonly HeaderClass[] {
  const decisions = new Decisions(
    [...headers].filter(([, { givenUp }]) => !givenUp),
    inner.settings,
  )
  return OWNERS.filter(
    (header) => inner.headers[header.definition.option] !== undefined || decisions.implied(header) !== undefined,
  )
}

/** The names, in lower case, that an option sends or, where it sends nothing, the ones that it is about. */
function namesAbout({ definition }: HeaderClass, headers: Headers): readonly string[] {
  const sent = [...fieldsByName(headers.get(definition.option)).keys()]
  if (sent.length > 0) return sent
  return (definition.several === undefined ? [definition.header] : wireNames(definition)).map((name) => name.toLowerCase())
}

/** What is sent, by name in lower case. */
function fieldsByName(decided: Decided | undefined): ReadonlyMap<string, Field> {
  const fields = decided?.builders.flatMap((builder) => builder.fields()) ?? []
  return new Map(fields.map((field) => [field.name.toLowerCase(), field]))
}
