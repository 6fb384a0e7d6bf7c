import { type Decided, Decisions, type Extension, hasExtensions, type Override } from './decisions.js'
import { within } from './errors.js'
import { HEADER_CLASSES } from './header-classes.js'
import { CustomHeaders } from './headers/custom-headers.js'
import type { Header, HeaderClass } from './headers/header.js'
import { claimedByCustom, settleOwners } from './one-owner.js'
import { checkSeveral, readOption } from './reading/read-option.js'

/** `inner` over `outer`: what the inner one decides, and what only the outer one decides. Functions are called here, once. */
export function merge(outer: Decisions, inner: Override): Decisions {
  const headers = new Map<string, Decided>(Object.entries(outer.headers))
  for (const header of HEADER_CLASSES) {
    const { option } = header.definition
    const decided = inner.headers[option]
    if (decided === undefined) continue
    headers.set(option, laidOver(header, decided, outer.headers[option]))
  }
  settleOwners(headers, outer, inner)
  return new Decisions(headers, { ...outer.settings, ...inner.settings })
}

/** What the inner layer decides, with each function replaced by what it returned in `merged`: none is called twice. */
export function resolved(outer: Decisions, inner: Override, merged: Decisions): Decisions {
  if (!hasExtensions(inner)) return inner as Decisions
  const headers = Object.keys(inner.headers).map((option) => {
    const decided = merged.headers[option] as Decided
    const isCustom = option === CustomHeaders.definition.option
    return [option, isCustom ? { ...decided, claims: claimedByCustom(decided, outer, inner) } : decided] as const
  })
  return new Decisions(headers, inner.settings)
}

function laidOver(header: HeaderClass, inner: Decided | Extension, outer: Decided | undefined): Decided {
  if (typeof inner === 'function') return within(header.definition.option, () => extend(header, inner, outer))
  return header === CustomHeaders && !Object.hasOwn(inner, 'claims') ? customOver(inner, outer) : inner
}

/** Each name in `custom` is a header of its own: the inner layer decides those that it has. */
function customOver(inner: Decided, outer: Decided | undefined): Decided {
  const [own] = inner.builders as readonly CustomHeaders[]
  const [inherited] = (outer?.builders ?? []) as readonly CustomHeaders[]
  if (own === undefined || inherited === undefined) return inner
  const decided = own.toJSON()
  const left = Object.keys(decided).reduce((rest, name) => rest.remove(name), inherited)
  const both = new CustomHeaders({ ...left.toJSON(), ...decided })
  return { ...inner, builders: [both], extended: recent(outer, MOST_EXTENDED) }
}

/** Without repetitions: a policy that a function adds to each of several would be there as often. */
function distinct(builders: readonly Header[]): readonly Header[] {
  if (builders.length === 1) return builders
  return [...new Map(builders.map((builder) => [JSON.stringify(builder.fields()), builder])).values()]
}

/** How far back `explain` can tell what was extended: a policy that is changed again and again must not fill the memory. */
const MOST_EXTENDED = 20

function recent(decided: Decided | undefined, depth: number): Decided | undefined {
  if (decided?.extended === undefined) return decided
  return depth === 0 ? { ...decided, extended: undefined } : { ...decided, extended: recent(decided.extended, depth - 1) }
}

/** Each of several policies is extended by itself, because each must allow what is loaded. */
function extend(header: HeaderClass, extension: Extension, extended: Decided | undefined): Decided {
  const inherited: readonly Header[] = extended?.builders ?? []
  // Where the policy in force does not have the header, the function gets an untouched builder.
  const from = inherited.length > 0 ? inherited.map((builder) => builder.inherited()) : [new header()]
  const builders = from.flatMap((builder, index) => {
    const made = extension(builder)
    // The default may bring along more than its data says.
    return made === builder ? (inherited[index] ?? builder) : readOption(header, made)
  })
  return { builders: checkSeveral(header, distinct(builders)), by: 'override', extended: recent(extended, MOST_EXTENDED) }
}
