import { Header, type HeaderClass } from './headers/header.js'
import * as headers from './headers/index.js'

/** Every header class, in the order of the wire. */
export const HEADER_CLASSES: readonly HeaderClass[] = (Object.values(headers) as unknown[])
  .filter((value): value is HeaderClass => typeof value === 'function' && value.prototype instanceof Header)
  .sort((a, b) => a.definition.position - b.definition.position)
