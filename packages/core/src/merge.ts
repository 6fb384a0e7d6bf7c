import { type Decided, Decisions, type Extension, type Override } from './decisions.js'
import { SecureHeadersError, within } from './errors.js'
import { HEADER_CLASSES } from './header-classes.js'
import { CustomHeaders } from './headers/custom-headers.js'
import { type Field, type Header, type HeaderClass, REPORT_ONLY } from './headers/header.js'
import { checkSeveral, readOption, untouched } from './reading/read-option.js'

type Headers = Map<string, Decided>

/** What `reporting` would bring along, but an inner layer names or strips. */
const CLAIMED: Decided = { builders: [], by: 'override' }

/** `inner` over `outer`: what the inner one decides, and what only the outer one does. Functions are called here, once. */
export function merge(outer: Decisions, inner: Override): Decisions {
  const headers: Headers = new Map(Object.entries(outer.headers))
  for (const header of HEADER_CLASSES) {
    const { option } = header.definition
    const decided = inner.headers[option]
    if (decided === undefined) continue
    headers.set(
      option,
      typeof decided === 'function' ? within(option, () => extend(header, decided, outer.headers[option])) : decided,
    )
  }
  const named = namesByCustom(outer, inner, headers)
  const removed = (inner.settings.remove ?? []).map((name) => name.toLowerCase())
  yieldCustom(headers, inner, named, removed)
  yieldOptions(headers, inner, new Set([...named, ...removed]))
  return new Decisions(headers, { ...outer.settings, ...inner.settings })
}

/** The names in lower case that the inner layer sends by `custom` itself: all of them, or what its function has changed. */
function namesByCustom(outer: Decisions, inner: Override, headers: Headers): ReadonlySet<string> {
  const { custom } = inner.headers
  const fields = custom === undefined ? [] : [...fieldsByName(headers.get('custom'))]
  const before = fieldsByName(outer.headers.custom)
  const own = typeof custom === 'function' ? fields.filter(([name, { value }]) => before.get(name)?.value !== value) : fields
  return new Set(own.map(([name]) => name))
}

/** The outer layer's `custom` gives way, name by name, to what an option of the inner one sends, and to what it strips. */
function yieldCustom(headers: Headers, inner: Override, named: ReadonlySet<string>, removed: readonly string[]): void {
  const custom = headers.get('custom')
  if (custom === undefined) return
  const set = new Decisions(
    [...headers].filter(([, decided]) => decided !== CLAIMED),
    inner.settings,
  )
  const decided = HEADER_CLASSES.filter(
    (header) =>
      header !== CustomHeaders && (inner.headers[header.definition.option] !== undefined || set.implied(header) !== undefined),
  )
  const decidedAs = ({ definition: { option } }: HeaderClass) => headers.get(option)
  const names = new Set(decided.flatMap((header) => [...fieldsByName(decidedAs(header)).keys()]))
  const twice = [...named].find((name) => names.has(name))
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
  const gone = [...decided.flatMap((header) => namesAbout(header, decidedAs(header))), ...removed]
  const held = [...fieldsByName(custom).keys()].filter((name) => gone.includes(name) && !named.has(name))
  if (held.length === 0) return
  const builders = custom.builders.map((builder) => held.reduce((rest, name) => rest.remove(name), builder as CustomHeaders))
  headers.set('custom', { ...custom, builders })
}

/**
 * An option of the outer layer gives way to what the inner one sends by `custom`, or strips by `remove`, under that very name;
 * what `reporting` would bring along from now on also to what the outer layer sends so.
 */
function yieldOptions(headers: Headers, inner: Override, claims: ReadonlySet<string>): void {
  const held = fieldsByName(headers.get('custom'))
  for (const { definition, implied } of HEADER_CLASSES) {
    const { option, header } = definition
    if (option === 'custom' || inner.headers[option] !== undefined) continue
    const decided = headers.get(option)
    if (implied !== undefined && !isSet(headers, option)) {
      const name = header.toLowerCase()
      if (claims.has(name) || held.has(name)) headers.set(option, CLAIMED)
      else if (inner.settings.reporting) headers.delete(option)
    } else if (decided !== undefined) {
      // What else a builder sends goes with its first field.
      const builders = decided.builders.filter((builder) => !claims.has(builder.fields()[0]?.name.toLowerCase() ?? ''))
      if (builders.length < decided.builders.length) headers.set(option, { ...decided, builders, by: 'override' })
    }
  }
}

/** Whether somebody has set the option. */
function isSet(headers: Headers, option: string): boolean {
  const decided = headers.get(option)
  return decided !== undefined && decided !== CLAIMED
}

/** The names in lower case that a decided option sends, or where it sends nothing, the ones that it is about. */
function namesAbout({ definition: { header, several } }: HeaderClass, decided: Decided | undefined): readonly string[] {
  const sent = [...fieldsByName(decided).keys()]
  if (sent.length > 0) return sent
  return [header, ...(several === undefined ? [] : [header + REPORT_ONLY])].map((name) => name.toLowerCase())
}

/** What is sent, by name in lower case. */
function fieldsByName({ builders }: Decided = CLAIMED): ReadonlyMap<string, Field> {
  return new Map(builders.flatMap((builder) => builder.fields()).map((field) => [field.name.toLowerCase(), field]))
}

/** Who changes a policy again and again must not keep all that it was. */
const MOST_EXTENDED = 20

function recent(decided: Decided | undefined, depth: number): Decided | undefined {
  if (decided?.extended === undefined) return decided
  return depth === 0 ? { ...decided, extended: undefined } : { ...decided, extended: recent(decided.extended, depth - 1) }
}

/** Each of several policies is extended by itself, because each must allow what is loaded. */
function extend(header: HeaderClass, extension: Extension, extended: Decided | undefined): Decided {
  const inherited: readonly Header[] = extended?.builders ?? []
  const from = inherited.length > 0 ? inherited.map((builder) => builder.inherited()) : [untouched(header)]
  const builders = from.flatMap((builder, index) => {
    const made = extension(builder)
    // The default may bring more along than its data say.
    return made === builder ? (inherited[index] ?? builder) : readOption(header, made)
  })
  return { builders: checkSeveral(header, builders), by: 'override', extended: recent(extended, MOST_EXTENDED) }
}
