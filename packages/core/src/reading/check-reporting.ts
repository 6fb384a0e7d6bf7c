import type { Override } from '../decisions.js'
import { within } from '../errors.js'
import { HEADER_CLASSES } from '../header-classes.js'

/** What `reporting` cannot bring along must fail while it is typed; when layers meet on a response, it is left out. */
export function checkReporting(decisions: Override): void {
  const { reporting } = decisions.settings
  if (!reporting) return
  const undecided = HEADER_CLASSES.filter(({ definition }) => decisions.headers[definition.option] === undefined)
  within('reporting', () => {
    for (const header of undecided) header.checkImplied?.(reporting, (option) => decisions.sent(option))
  })
}
