import { execFileSync } from 'node:child_process'

/** Puts an authority among those that a Firefox profile trusts. */
export function trust(folder: string, authority: string): void {
  const certutil = (...args: string[]) => execFileSync('certutil', args, { stdio: 'pipe' })
  certutil('-N', '-d', `sql:${folder}`, '--empty-password')
  certutil('-A', '-d', `sql:${folder}`, '-n', 'Secure proof', '-t', 'C,,', '-i', authority)
}
