import { type Decided, Decisions, type Extension } from './decisions.js'
import { within } from './errors.js'
import { HEADER_CLASSES } from './header-classes.js'
import type { CustomHeaders } from './headers/custom-headers.js'
import { type Header, type HeaderClass, REPORT_ONLY } from './headers/header.js'
import { checkSeveral, readOption, untouched } from './options.js'

type Headers = Map<string, Decided | Extension>

/** `inner` over `outer`: what the inner one decides, and what only the outer one does. Functions are called here, once. */
export function layer(outer: Decisions, inner: Decisions): Decisions {
  const headers: Headers = new Map(Object.entries(outer.headers))
  yieldCustom(headers, inner)
  const before = fieldsOfCustom(headers)
  for (const header of HEADER_CLASSES) {
    const { option } = header.definition
    const decided = inner.headers[option]
    if (decided === undefined) continue
    const inherited = headers.get(option) as Decided | undefined
    headers.set(option, typeof decided === 'function' ? within(option, () => extend(header, decided, inherited)) : decided)
  }
  const named = [...fieldsOfCustom(headers)].filter(
    ([name, value]) => inner.headers.custom !== undefined && before.get(name) !== value,
  )
  const claims = new Set([...named.map(([name]) => name), ...(inner.settings.remove ?? []).map((name) => name.toLowerCase())])
  if (claims.size > 0) yieldOptions(headers, inner, claims)
  return new Decisions(headers, { ...outer.settings, ...inner.settings })
}

/** What the outer layer sends by `custom` gives way to an option that the inner one decides, be it to send nothing. */
function yieldCustom(headers: Headers, inner: Decisions): void {
  const custom = headers.get('custom') as Decided | undefined
  if (custom === undefined) return
  const decided = HEADER_CLASSES.filter(
    ({ definition: { option } }) => option !== 'custom' && inner.headers[option] !== undefined,
  )
  const names = new Set(decided.flatMap(namesOf))
  const kept = [...fieldsOfCustom(headers).keys()].filter((name) => names.has(name))
  if (kept.length === 0) return
  const builders = custom.builders.map((builder) => kept.reduce((rest, name) => rest.remove(name), builder as CustomHeaders))
  headers.set('custom', { ...custom, builders })
}

/** What an option of the outer layer sends gives way to what the inner one sends by `custom`, or strips by `remove`, under that very name. */
function yieldOptions(headers: Headers, inner: Decisions, claims: ReadonlySet<string>): void {
  for (const header of HEADER_CLASSES) {
    const { option } = header.definition
    if (option === 'custom' || inner.headers[option] !== undefined) continue
    const decided = headers.get(option) as Decided | undefined
    if (decided === undefined) {
      // `reporting` would bring it along.
      if (header.following !== undefined && claims.has(header.definition.header.toLowerCase()))
        headers.set(option, { builders: [], by: 'override' })
      continue
    }
    const builders = decided.builders.filter((builder) => !claims.has(nameOf(builder)))
    if (builders.length < decided.builders.length) headers.set(option, { ...decided, builders, by: 'override' })
  }
}

/** The names that an option may send a header by, in lower case. */
function namesOf({ definition: { header, several } }: HeaderClass): readonly string[] {
  return [header, ...(several === undefined ? [] : [header + REPORT_ONLY])].map((name) => name.toLowerCase())
}

/** The name that a builder goes by, in lower case: what else it sends follows that header. */
function nameOf(builder: Header): string {
  return builder.fields()[0]?.name.toLowerCase() ?? ''
}

/** By name in lower case. */
function fieldsOfCustom(headers: Headers): ReadonlyMap<string, string> {
  const { builders } = (headers.get('custom') ?? { builders: [] }) as Decided
  return new Map(builders.flatMap((builder) => builder.fields()).map(({ name, value }) => [name.toLowerCase(), value]))
}

/** Each of several policies is extended by itself, because each must allow what is loaded. */
function extend(header: HeaderClass, extension: Extension, extended: Decided | undefined): Decided {
  const inherited: readonly Header[] = extended?.builders ?? []
  const from = inherited.length > 0 ? inherited.map((builder) => builder.inherited()) : [untouched(header)]
  const builders = from.flatMap((builder) => readOption(header, extension(builder)))
  return { builders: checkSeveral(header, builders), by: 'override', extended }
}
