import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

interface Manifest {
  readonly version: string
  readonly name: string
  readonly private?: boolean
  readonly exports: Readonly<Record<string, unknown>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

export interface PublicPackage {
  readonly folder: string
  readonly name: string
  readonly manifest: Manifest
}

/** The packages that are published, from their sources. */
export const publicPackages: readonly PublicPackage[] = readdirSync(join(root, 'packages'))
  .map((folder) => join(root, 'packages', folder))
  .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest }))
  .filter(({ manifest }) => manifest.private !== true)
  .map(({ folder, manifest }) => ({ folder, name: manifest.name, manifest }))

/** Tests of what is shipped need what is built. */
export function assertBuilt(): void {
  for (const { folder, name } of publicPackages) {
    if (!existsSync(join(folder, 'dist')))
      throw new Error(`${name} is not built, there is no ${folder}/dist: npm test builds first.`)
  }
}
