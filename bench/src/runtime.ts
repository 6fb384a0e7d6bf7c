import type { Program } from '@secure/programs'
import { Child } from './child.js'
import type { Framework, Variant } from './variants.js'

/** Starts an app in a process of its own, which answers a `Run` with a `Ran`. */
export type Start = (framework: Framework, variant: Variant) => Promise<Child>

/** On the Node that runs the bench. */
export const startHere: Start = (framework, variant) => Child.start('worker.js', [framework, variant])

/** On a program that runs the same script. */
export function startOn({ command, args }: Program): Start {
  const options = { execPath: command, execArgv: [...args] }
  return (framework, variant) => Child.start('worker.js', [framework, variant], options)
}

/** Inside workerd, which Node has to start, and which outlives it. */
export const startInWorkerd: Start = (framework, variant) => {
  return Child.start('workerd-worker.js', [framework, variant], { detached: true })
}
