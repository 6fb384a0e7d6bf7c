import type { Override } from '../decisions.js'
import { within } from '../errors.js'
import { HEADER_CLASSES } from '../header-classes.js'

/** Throws where `reporting` cannot bring along a header that it should: when layers meet on a response, it is only left out. */
export function checkReporting(decisions: Override): void {
  const { reporting } = decisions.settings
  if (!reporting) return
  const undecided = HEADER_CLASSES.filter(
    (header) => decisions.headers[header.definition.option] === undefined && Object.hasOwn(header, 'checkImplied'),
  )
  within('reporting', () => {
    for (const header of undecided) header.checkImplied?.(reporting, (option) => decisions.sent(option))
  })
}
