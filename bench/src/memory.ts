import { Child } from './child.js'
import type { Line } from './line.js'
import type { Probed } from './memory-probe.js'
import type { Part } from './part.js'
import { estimate } from './statistics.js'

const MILLISECOND = 1_000
const MEGABYTE = 1_000_000

/** What a process pays once, and what it keeps. */
export const memory: Part = {
  title: 'Memory and start',
  run: async (plan) => {
    console.error('measuring memory and start …')
    const probe = async (field: keyof Probed, ...args: string[]): Promise<Probed[]> => {
      const probed: Probed[] = []
      for (let index = 0; index < plan.processes; index++) {
        const child = await Child.start('memory-probe.js', args, { execArgv: field === 'heap' ? ['--expose-gc'] : [] })
        probed.push(child.first as Probed)
        child.stop()
      }
      return probed
    }
    const of = (probed: readonly Probed[], what: string, field: keyof Probed, goal?: number): Line => {
      const [unit, size] = field === 'cpu' ? ['ms', MILLISECOND] : ['MB', MEGABYTE]
      const values = probed.map((each) => [each[field] / size])
      const figure = estimate((middle) => middle(values))
      return { where: 'core', what, unit, figure, ...(goal !== undefined && { goal }) }
    }
    return {
      over: `${plan.processes} processes`,
      lines: [
        of(await probe('cpu', 'import'), 'import of core and core/node', 'cpu', 10),
        of(await probe('heap', 'import'), 'heap of the import', 'heap', 1),
        of(await probe('cpu', 'compile', '1'), 'compiling a strict policy, the first of a process', 'cpu', 1),
        of(shareOf(await probe('cpu', 'compile', '100'), 100), 'compiling a strict policy, the second hundred', 'cpu', 1),
        of(await probe('heap', 'overrides', '10000'), '10,000 overrides', 'heap', 10),
        of(await probe('heap', 'load', plan.processes > 1 ? '50000' : '500'), 'growth under load', 'heap', 0.1),
      ],
    }
  },
}

/** The share of one, where several were measured together. */
function shareOf(probed: readonly Probed[], count: number): Probed[] {
  return probed.map(({ cpu, heap }) => ({ cpu: cpu / count, heap: heap / count }))
}
