import { BUN, bun, DENO, deno, MINIFLARE, NODES, node } from '@secure/npm-programs'
import { compare } from './goals.js'
import type { Line } from './line.js'
import { measure, mediansOf } from './measure.js'
import type { Part, Plan } from './part.js'
import { type Start, startInWorkerd, startOn } from './runtime.js'
import { FRAMEWORKS, type Framework } from './variants.js'

interface Runtime {
  readonly name: string
  readonly frameworks: readonly Framework[]
  readonly start: () => Promise<Start>
  /** Leaves out the variants that nobody waits for. */
  readonly quick?: boolean
  /** How many times longer a slice is: one has to hold several collections of garbage. */
  readonly longer?: number
}

const majorOf = (version: string): string => version.split('.')[0] as string

/** The line of Node that the chart is of: on it, every framework can be measured by a clock. */
export const NEWEST = `Node ${majorOf(NODES.at(-1) as string)}`

/** What `inProcess` measures, wherever else people run it: everything on the newest Node, elsewhere what most would ask. */
export const runtimes: Part = {
  title: 'Other runtimes',
  about: `The same on newer lines of Node, where Express takes no longer than the others, and hono as pure fetch where people run it: Bun ${BUN}, Deno ${DENO} and
workerd (of miniflare ${MINIFLARE}). Runtimes come from npm when they are first asked for. Node 24 encodes each byte of a head at ten times the
instructions of Node 20 and 26, ours and everybody's; that is in "floor / peer". As pure fetch, nobody can set twelve headers for less than "by hand".`,
  run: async (plan) => {
    const lines: Line[] = []
    const microseconds: Record<string, Readonly<Record<string, number>>> = {}
    for (const { name, frameworks, start, quick = true, longer = 1 } of runtimesOf(plan)) {
      const starting = await start()
      for (const framework of frameworks) {
        if (!plan.frameworks.includes(framework)) continue
        console.error(`measuring ${framework} on ${name} …`)
        const samples = await measure(framework, { ...plan, quick: plan.quick || quick, slice: plan.slice * longer }, starting)
        lines.push(...compare(framework, samples).map((line) => ({ ...line, where: `${name}, ${framework}` })))
        if (name === NEWEST) microseconds[framework] = mediansOf(samples)
      }
    }
    return { lines, microseconds }
  },
}

function runtimesOf({ everyRuntime }: Plan): readonly Runtime[] {
  const nodes = NODES.slice(1).map((version): Runtime => {
    const start = async () => startOn(await node(version))
    const name = `Node ${majorOf(version)}`
    return { name, frameworks: FRAMEWORKS, start, quick: name !== NEWEST }
  })
  if (!everyRuntime) return nodes.slice(-1)
  const others: Runtime[] = [
    { name: 'Bun', frameworks: ['fetch'], start: async () => startOn(await bun()) },
    { name: 'Deno', frameworks: ['fetch'], start: async () => startOn(await deno()) },
  ]
  // Its CPU time is read where only Linux has it.
  if (process.platform === 'linux')
    others.push({ name: 'workerd', frameworks: ['fetch'], start: async () => startInWorkerd, longer: 5 })
  return [...nodes, ...others]
}
