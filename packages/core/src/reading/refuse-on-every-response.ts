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
  for (const { name } of fields) {
    const definition = OVERRIDE_ONLY.get(name.toLowerCase())
    if (definition === undefined) continue
    const { option, header, overrideOnly } = definition
    throw new SecureHeadersError({
      code: 'ERR_SECURE_OVERRIDE_ONLY',
      path: headers[option] === undefined ? `custom.${name}` : option,
      expected: 'an override of one route',
      received: 'a policy for every response',
      fix: `${header} on every response would ${overrideOnly}.`,
    })
  }
}
