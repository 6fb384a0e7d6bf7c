import { SecureHeadersError, within } from '../errors.js'
import { Header, type HeaderClass } from '../headers/header.js'
import { OF_ANOTHER_COPY } from './refuse-policies.js'

/** The builders of one option. */
export function readOption(header: HeaderClass, value: unknown): readonly Header[] {
  if (value === false || value === null) return []
  if (value === undefined) throw returnIt()
  const { several, default: byDefault, header: name } = header.definition
  if (value === true) {
    if (byDefault !== undefined) return [new header()]
    throw new SecureHeadersError({
      code: 'ERR_SECURE_MISSING',
      expected: 'a value',
      received: true,
      fix: `${name || 'The option'} has no default: say what to send.`,
    })
  }
  // Where an option cannot have several policies, a list is one value.
  if (several === undefined || !Array.isArray(value)) return [toBuilder(header, value)]
  if (value.length === 0) {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_MISSING',
      expected: 'at least one policy',
      received: value,
      fix: 'Use false to leave the header out.',
    })
  }
  return checkSeveral(
    header,
    [...value].map((one, index) => within(`[${index}]`, () => toBuilder(header, one, ''))),
  )
}

/** An option that is `undefined` is left out before it is read: this comes from a function. */
function returnIt(): SecureHeadersError {
  return new SecureHeadersError({
    code: 'ERR_SECURE_TYPE',
    expected: 'a function that returns something',
    received: undefined,
    fix: 'Return what the function makes of the builder.',
  })
}

/** Only policies that all hold may share a field; with others, browsers would drop both. */
export function checkSeveral({ definition: { several } }: HeaderClass, builders: readonly Header[]): readonly Header[] {
  const names = builders.map((builder) => builder.fields()[0]?.name)
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index)
  if (twice === -1 || several === 'policies') return builders
  throw new SecureHeadersError({
    code: 'ERR_SECURE_DUPLICATE',
    path: `[${twice}]`,
    expected: 'one enforced and one report-only policy at most',
    received: names[twice],
  })
}

function toBuilder(
  header: HeaderClass,
  value: unknown,
  besides = header.definition.default === undefined ? 'false, ' : 'true, false, ',
): Header {
  if (value === 'true' || value === 'false') {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_TYPE',
      expected: 'true or false itself',
      received: value,
      fix: `Write ${value} without quotes.`,
    })
  }
  if (typeof value === 'string' && new RegExp(`^${header.definition.header}(-report-only)?:`, 'i').test(value))
    throw new SecureHeadersError({ code: 'ERR_SECURE_TYPE', expected: 'a value', received: value, fix: 'Leave the name out.' })
  if (!(value instanceof Header) && typeof (value as Header | null)?.inherited === 'function') {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_TYPE',
      expected: 'a builder of this copy of @secure/core',
      received: value,
      fix: OF_ANOTHER_COPY,
    })
  }
  // A builder freezes itself once it is complete; an object that only has its prototype is not one.
  const isBuilder = value instanceof header && Object.isFrozen(value)
  if (isBuilder || (!(value instanceof Header) && ((typeof value === 'object' && value !== null) || typeof value === 'string'))) {
    const builder = isBuilder ? value : fromData(header, value as string | object)
    // Without a default, a builder may have nothing to send: its fields throw then.
    if (header.definition.default === undefined) builder.fields()
    return builder
  }
  throw new SecureHeadersError({
    code: 'ERR_SECURE_TYPE',
    expected: `${besides}a builder of ${header.definition.header ? `${header.definition.header}, plain data or a string` : 'headers, or plain data'}`,
    received: value,
    fix: typeof value === 'function' ? fixOf(value) : undefined,
  })
}

function fromData(header: HeaderClass, value: string | object): Header {
  try {
    return header.from(value)
  } catch (error) {
    // helmet wraps values that stand by themselves here.
    const wrapper = ['action', 'policy', 'permittedPolicies'].find(
      (key) => typeof value === 'object' && Object.hasOwn(value, key),
    )
    if (!(error instanceof SecureHeadersError) || error.path !== '' || wrapper === undefined) throw error
    throw new SecureHeadersError({ ...error, received: error, fix: `Write the value itself, without ${wrapper}.` })
  }
}

function fixOf({ name, prototype }: { readonly name: string; readonly prototype?: unknown }): string {
  if (prototype instanceof Header) return `Did you mean new ${name}()?`
  return 'Call it; a function of the inherited builder goes into override() or with(), and returns what it makes of it.'
}
