import { BUN, bun, DENO, deno, MINIFLARE, NODES, node } from '@secure/programs'
import { compare } from './goals.js'
import type { Line } from './line.js'
import { measure } from './measure.js'
import type { Part, Plan } from './part.js'
import { type Start, startInWorkerd, startOn } from './runtime.js'
import { FRAMEWORKS, type Framework } from './variants.js'

interface Runtime {
  readonly name: string
  readonly version: string
  readonly frameworks: readonly Framework[]
  readonly start: () => Promise<Start>
  /** Leaves out the variants that nobody wants to wait for. */
  readonly quick?: boolean
  /** How many times longer a slice is: each has to hold several collections of garbage. */
  readonly longer?: number
}

const majorOf = (version: string): string => version.split('.')[0] as string

/** The line of Node that the chart shows: on it, every framework can be measured by a clock. */
export const NEWEST = `Node ${majorOf(NODES.at(-1) as string)}`

/** What `inProcess` measures, wherever else people run it: everything on the newest Node, elsewhere what most would ask for. */
export const runtimes: Part = {
  title: 'Other runtimes',
  run: async (plan) => {
    const lines: Line[] = []
    const tried = runtimesOf(plan).filter(({ frameworks }) => frameworks.some((each) => plan.frameworks.includes(each)))
    for (const { name, frameworks, start, quick = true, longer = 1 } of tried) {
      const starting = await start()
      for (const framework of frameworks) {
        if (!plan.frameworks.includes(framework)) continue
        console.error(`measuring ${framework} on ${name} …`)
        const samples = await measure(framework, { ...plan, quick: plan.quick || quick, slice: plan.slice * longer }, starting)
        lines.push(...compare(framework, samples).map((line) => ({ ...line, where: `${name}, ${framework}` })))
      }
    }
    return { on: tried.map(({ version }) => version).join(', '), copies: plan.copies, lines }
  },
}

function runtimesOf({ everyRuntime }: Plan): readonly Runtime[] {
  const nodes = NODES.slice(1).map((version): Runtime => {
    const start = async () => startOn(await node(version))
    const name = `Node ${majorOf(version)}`
    return { name, version: `Node ${version}`, frameworks: FRAMEWORKS, start, quick: name !== NEWEST }
  })
  if (!everyRuntime) return nodes.slice(-1)
  const others: Runtime[] = [
    { name: 'Bun', version: `Bun ${BUN}`, frameworks: ['fetch'], start: async () => startOn(await bun()) },
    { name: 'Deno', version: `Deno ${DENO}`, frameworks: ['fetch'], start: async () => startOn(await deno()) },
  ]
  // Its CPU time is read from a place that only Linux has.
  if (process.platform === 'linux') {
    const version = `workerd of miniflare ${MINIFLARE}`
    others.push({ name: 'workerd', version, frameworks: ['fetch'], start: async () => startInWorkerd, longer: 5 })
  }
  return [...nodes, ...others]
}
