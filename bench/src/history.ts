import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import type { Line } from './line.js'
import type { Findings } from './part.js'

/** What a part found, and where and when. */
export interface Found extends Findings {
  readonly machine: string
  readonly node: string
  readonly date: string
  /** What was measured, where that is known. */
  readonly commit?: string
  readonly rounds: number
  readonly runs?: number
  /** What a reader of old figures must know. */
  readonly note?: string
}

/** The figures of one release, by part. */
export type Release = Readonly<Record<string, Found>>

export function found(findings: Findings, { rounds, runs }: Pick<Found, 'rounds' | 'runs'>): Found {
  return {
    machine: `${cpus().length} × ${cpus()[0]?.model.trim()}`,
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
    ...commit(),
    rounds,
    ...(runs !== undefined && runs > 1 && { runs }),
    ...findings,
  }
}

/** A tarball has no commit. */
function commit(): Pick<Found, 'commit'> {
  try {
    return {
      commit: execFileSync('git', ['rev-parse', '--short=7', 'HEAD'], { cwd: import.meta.dirname, encoding: 'utf8' }).trim(),
    }
  } catch {
    return {}
  }
}

export function save(file: URL, release: Release): void {
  mkdirSync(new URL('.', file), { recursive: true })
  writeFileSync(
    file,
    `${JSON.stringify(release, (_key, value) => (typeof value === 'number' ? Number(value.toFixed(4)) : value), 2)}\n`,
  )
}

/** The parts as they were last measured: one that is measured again replaces its former self. */
export function load(file: URL): Release {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

/**
 * A release with what was measured now. Where only some frameworks were measured, the lines of the others stay, if they were
 * measured in the same way.
 */
export function merge(release: Release, measured: Release, only: boolean): Release {
  const parts = Object.entries(measured).map(([name, now]) => {
    const former = release[name]
    return [name, only && former !== undefined ? mergePart(name, former, now) : now] as const
  })
  return { ...release, ...Object.fromEntries(parts) }
}

function mergePart(name: string, former: Found, now: Found): Found {
  const how = ({ machine, node, rounds, copies, runs }: Found) => JSON.stringify([machine, node, rounds, copies, runs])
  if (how(former) !== how(now)) throw new Error(`${name} was measured otherwise before: measure all of it, or the same way.`)
  const keyOf = ({ where, what }: Found['lines'][number]) => `${where}: ${what}`
  const again = new Set(now.lines.map(keyOf))
  const kept = former.lines.filter((line) => !again.has(keyOf(line)))
  return {
    ...now,
    ...(former.on !== undefined && { on: former.on }),
    lines: [...kept.map((line) => keptLine(line, former, now)), ...now.lines],
  }
}

/** A line that was not measured again, with the commit that it was measured at, where that is not the new one. */
function keptLine({ commit: own, ...line }: Line, former: Found, now: Found): Line {
  const commit = own ?? former.commit
  return commit === undefined || commit === now.commit ? line : { commit, ...line }
}

const HISTORY = new URL('../history/', import.meta.url)

/** The file of this tree's release. */
export function historyFile(): URL {
  const { version } = JSON.parse(readFileSync(new URL('../../packages/core/package.json', import.meta.url), 'utf8'))
  return new URL(`${version}.json`, HISTORY)
}

/** The file of the newest release that was measured: a version that was just bumped has none yet. */
export function newestHistoryFile(): URL {
  const [newest] = readdirSync(HISTORY).sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
  return new URL(newest ?? '', HISTORY)
}
