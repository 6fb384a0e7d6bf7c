import { type Decided, Decisions, type Extension, namesOf } from './decisions.js'
import { within } from './errors.js'
import { HEADER_CLASSES } from './header-classes.js'
import type { Header, HeaderClass } from './headers/header.js'
import { checkSeveral, readOption, untouched } from './options.js'

/** `inner` over `outer`: what the inner one decides, and what only the outer one does. Functions are called here, once. */
export function layer(outer: Decisions, inner: Decisions): Decisions {
  const headers = new Map(Object.entries(outer.headers))
  for (const header of HEADER_CLASSES) {
    const { option } = header.definition
    const decided = inner.headers[option]
    if (decided === undefined) continue
    const inherited = outer.headers[option] as Decided | undefined
    headers.set(option, typeof decided === 'function' ? within(option, () => extend(header, decided, inherited)) : decided)
  }
  for (const name of claimed(outer, inner, headers)) {
    const owner = HEADER_CLASSES.find((header) => {
      const { option } = header.definition
      return option !== 'custom' && inner.headers[option] === undefined && keysOf(headers.get(option)).includes(name)
    })
    if (owner !== undefined) headers.set(owner.definition.option, { builders: [], by: 'override' })
  }
  return new Decisions(headers, { ...outer.settings, ...inner.settings })
}

/** Headers that the inner layer sends by `custom` or strips by `remove`, whoever sends them in the outer one. */
function claimed(outer: Decisions, inner: Decisions, merged: ReadonlyMap<string, Decided | Extension>): readonly string[] {
  const before = keysOf(outer.headers.custom)
  const custom = keysOf(merged.get('custom')).filter((name) => !before.includes(name))
  return [...custom, ...(inner.settings.remove ?? []).map((name) => name.toLowerCase())]
}

function keysOf(decided: Decided | Extension | undefined): readonly string[] {
  return typeof decided === 'object' ? namesOf(decided.builders).map((name) => name.toLowerCase()) : []
}

/** Each of several policies is extended by itself, because each must allow what is loaded. */
function extend(header: HeaderClass, extension: Extension, extended: Decided | undefined): Decided {
  const inherited: readonly Header[] = extended?.builders ?? []
  const from = inherited.length > 0 ? inherited.map((builder) => builder.inherited()) : [untouched(header)]
  const builders = from.flatMap((builder) => readOption(header, extension(builder)))
  return { builders: checkSeveral(header, builders), by: 'override', extended }
}
