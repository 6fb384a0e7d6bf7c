import { type Item, parseParameters } from '../structured-field.js'

/** The endpoint that gets the reports, where `report-to` is the only parameter. */
export function onlyReportTo(parameters: string): Item | undefined {
  const named = parseParameters(parameters)
  return named.size === 1 ? named.get('report-to') : undefined
}
