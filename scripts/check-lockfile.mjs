// Native tools ship one package per platform. A lockfile made where a registry lacks some of them silently breaks other
// contributors.
import { readFileSync } from 'node:fs'

const lockfile = readFileSync(new URL('../pnpm-lock.yaml', import.meta.url), 'utf8')
const packages = lockfile.slice(lockfile.indexOf('\npackages:'), lockfile.indexOf('\nsnapshots:'))
const names = [...packages.matchAll(/^ {2}'?((?:@[^/\s]+\/)?[^@'\s]+)@([^'\s:]+)'?:$/gm)].map(([, name, version]) => ({
  name,
  version,
}))
const mistakes = []

// turbo-linux-64, @biomejs/cli-linux-x64, @rolldown/binding-linux-x64-gnu, @esbuild/linux-x64, @typescript/native-linux-x64 …
for (const { name, version } of names) {
  if (!/linux-(?:x64|64)(?:-gnu)?$/.test(name)) continue
  for (const [platform, mark] of [
    ['macOS', /darwin-(?:arm64|64|x64)$/],
    ['Windows', /(?:win32|windows)-(?:x64|64)(?:-msvc)?$/],
  ]) {
    const stem = name.slice(0, name.search(/linux-(?:x64|64)/))
    if (!names.some((other) => other.version === version && other.name.startsWith(stem) && mark.test(other.name))) {
      mistakes.push(`${name}@${version} has no ${platform} sibling in the lockfile`)
    }
  }
}
if (!names.some(({ name }) => name.includes('linux-x64')))
  mistakes.push('no native package was found at all: has the lockfile changed its shape?')

for (const mistake of mistakes) console.error(mistake)
process.exitCode = mistakes.length === 0 ? 0 : 1
