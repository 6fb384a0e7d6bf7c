import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** What has to be there for something to run. */
export interface Needs {
  readonly name: string
  /** Names of programs, or absolute paths. */
  readonly programs: readonly string[]
  /** Debian's packages that they come in. */
  readonly packages: readonly string[]
}

/** Installs what is missing where it may (root on Debian or Ubuntu); otherwise throws an `Error` that says what to do. */
export function ensure({ name, programs, packages }: Needs): void {
  const missing = () => programs.filter((program) => find(program) === undefined)
  if (missing().length === 0) return
  const commands = ['apt-get update', `apt-get install -y --no-install-recommends ${packages.join(' ')}`]
  if (process.getuid?.() !== 0 || find('apt-get') === undefined) {
    throw new Error(`${name} is not complete here. On Debian or Ubuntu, as root: ${commands.join(' && ')}`)
  }
  for (const command of commands) {
    console.error(`${name} is not complete here: ${command} …`)
    const [program, ...args] = command.split(' ')
    execFileSync(program as string, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  const left = missing()
  if (left.length > 0) throw new Error(`${name}: ${left.join(', ')} not found after installing ${packages.join(' ')}.`)
}

/** The path of a program. */
export function find(program: string): string | undefined {
  if (program.startsWith('/')) return existsSync(program) ? program : undefined
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
