import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Another copy of the built core, such as a dependency may bring along; each call loads a new one. */
export async function anotherCopy(): Promise<typeof import('@secure/core') & typeof import('@secure/core/node')> {
  const folder = await mkdtemp(join(tmpdir(), 'secure-copy-'))
  try {
    await cp(new URL('../dist', import.meta.url), join(folder, 'dist'), { recursive: true })
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
    const at = (entry: string) => import(pathToFileURL(join(folder, 'dist/bundle', entry)).href)
    return { ...(await at('index.js')), ...(await at('node/index.js')) }
  } finally {
    await rm(folder, { recursive: true })
  }
}
