import { cluster } from './cluster.js'
import { count } from './count.js'
import { deopts } from './deopts.js'
import { inProcess } from './in-process.js'
import { memory } from './memory.js'
import type { Part } from './part.js'
import { runtimes } from './runtimes.js'
import { size } from './size.js'
import { sockets } from './sockets.js'
import { wire } from './wire.js'

/** The parts of the bench, in the order of the documentation, by the flag that picks one. */
export const PARTS: Readonly<Record<string, Part>> = {
  'in-process': inProcess,
  runtimes,
  count,
  sockets,
  cluster,
  memory,
  size,
  wire,
  deopts,
}

/** What runs when no part is picked. */
export const usual = (quick: boolean): readonly string[] => (quick ? ['in-process', 'wire'] : Object.keys(PARTS))
