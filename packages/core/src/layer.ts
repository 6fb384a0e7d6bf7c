import { type Decided, Decisions, type Extension } from './decisions.js'
import { within } from './errors.js'
import { HEADER_CLASSES } from './header-classes.js'
import type { Header, HeaderClass } from './headers/header.js'
import { checkSeveral, readOption, untouched } from './options.js'

/** `inner` over `outer`: what the inner one decides, and what only the outer one does. Functions are called here, once. */
export function layer(outer: Decisions, inner: Decisions): Decisions {
  const headers = new Map(outer.headers)
  for (const header of HEADER_CLASSES) {
    const { option } = header.definition
    const decided = inner.headers.get(option)
    if (decided === undefined) continue
    const inherited = outer.headers.get(option) as Decided | undefined
    headers.set(option, typeof decided === 'function' ? within(option, () => extend(header, decided, inherited)) : decided)
  }
  return new Decisions(headers, { ...outer.settings, ...inner.settings })
}

/** Each of several policies is extended by itself, because each must allow what is loaded. */
function extend(header: HeaderClass, extension: Extension, extended: Decided | undefined): Decided {
  const inherited: readonly Header[] = extended?.builders ?? []
  const from = inherited.length > 0 ? inherited.map((builder) => builder.inherited()) : [untouched(header)]
  const builders = from.flatMap((builder) => readOption(header, extension(builder)))
  return { builders: checkSeveral(header, builders), by: 'override', extended }
}
