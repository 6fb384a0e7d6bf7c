import { type ChildProcess, execFileSync, spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

const canPin = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0

/** Keeps a process, all its threads included, on one core, where the system can. */
export function pin({ pid }: ChildProcess, core: 0 | 1): void {
  if (canPin) execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', String(core), String(pid)], { stdio: 'ignore' })
}
