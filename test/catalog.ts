import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './public-packages.js'

/** The versions that the workspace itself is tested with. */
export async function readCatalog(): Promise<(name: string) => string> {
  const workspace = await readFile(join(root, 'pnpm-workspace.yaml'), 'utf8')
  const versions = new Map([...workspace.matchAll(/^ {2}'?([@\w/-]+)'?: (\d\S*)$/gm)].map(([, name, version]) => [name, version]))
  return (name) => {
    const version = versions.get(name)
    if (version === undefined) throw new Error(`The catalog of pnpm-workspace.yaml has no ${name}.`)
    return version
  }
}
