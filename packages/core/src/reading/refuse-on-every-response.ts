import type { Decisions } from '../decisions.js'
import { SecureHeadersError } from '../errors.js'
import { HEADER_CLASSES } from '../header-classes.js'

const OVERRIDE_ONLY = new Map(
  HEADER_CLASSES.filter(({ definition }) => definition.overrideOnly !== undefined).map(({ definition }) => [
    definition.header.toLowerCase(),
    definition,
  ]),
)

/** Throws for a header that does harm where every response has it. */
export function refuseOnEveryResponse({ fields, headers }: Decisions): void {
  const isRefused = (name: string) => OVERRIDE_ONLY.get(name.toLowerCase())
  const name = fields.find((field) => isRefused(field.name))?.name ?? ''
  const refused = isRefused(name)
  if (refused === undefined) return
  const { option, header, overrideOnly } = refused
  throw new SecureHeadersError({
    code: 'ERR_SECURE_OVERRIDE_ONLY',
    path: headers[option] === undefined ? `custom.${name}` : option,
    expected: 'an override of one route',
    received: 'a policy for every response',
    fix: `${header} on every response would ${overrideOnly}.`,
  })
}
