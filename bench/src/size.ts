import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { counted, type Line } from './line.js'
import type { Part } from './part.js'

/** The most that a bundle may weigh, in kB, by the names of `.size-limit.json`. */
const GOALS: Readonly<Record<string, number>> = {
  '@secure/core, everything': 9,
  '@secure/core, X-Frame-Options alone': 1.5,
  '@secure/hono-middleware for fetch runtimes, with its core': 9,
}

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What a bundle takes over the wire. */
export const size: Part = {
  title: 'Size',
  run: async () => {
    console.error('measuring sizes …')
    const { stdout } = await promisify(execFile)(`${root}node_modules/.bin/size-limit`, ['--json'], { cwd: root })
    const lines = (JSON.parse(stdout) as { name: string; size: number }[]).map(({ name, size }): Line => {
      const goal = GOALS[name]
      if (goal === undefined) throw new Error(`There is no goal for ${name}`)
      return { where: 'bundle', what: name, figure: counted(size / 1000), unit: 'kB', goal }
    })
    return { lines }
  },
}
