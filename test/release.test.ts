// What `npm run bump` makes of changesets: tried with the manifests alone, in a folder of their own.
import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { publicPackages, root } from './public-packages.js'

const PUBLIC = publicPackages.map(({ name }) => name)
const manifests = ['packages', 'examples']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name, 'package.json')))
  .concat('package.json', 'bench/package.json')

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secure-release-'))
  for (const file of [...manifests, 'pnpm-workspace.yaml', '.changeset/config.json', '.changeset/changelog.mjs']) {
    await mkdir(join(folder, dirname(file)), { recursive: true })
    await cp(join(root, file), join(folder, file))
  }
  for (const file of manifests) {
    const manifest = JSON.parse(await readFile(join(folder, file), 'utf8'))
    if (PUBLIC.includes(manifest.name)) await writeFile(join(folder, file), JSON.stringify({ ...manifest, version: '1.4.0' }))
  }
})
afterEach(() => rm(folder, { recursive: true }))

/**
 * Makes a release from changesets, each written as in `.changeset/`, and returns the versions that have changed: those of public
 * packages from 1.4.0, those of private ones from their own.
 */
async function release(...changesets: string[]): Promise<Readonly<Record<string, string>>> {
  for (const [index, text] of changesets.entries()) await writeFile(join(folder, '.changeset', `${index}.md`), text)
  await promisify(execFile)(process.execPath, [join(root, 'node_modules/@changesets/cli/bin.js'), 'version'], { cwd: folder })
  const versions = manifests.map(async (file) => {
    const [before, after] = await Promise.all(
      [root, folder].map(async (at) => JSON.parse(await readFile(join(at, file), 'utf8'))),
    )
    const expected = PUBLIC.includes(after.name) ? '1.4.0' : before.version
    return after.version === expected ? [] : [[after.name, after.version]]
  })
  return Object.fromEntries((await Promise.all(versions)).flat())
}

function changelog(name: string): Promise<string> {
  return readFile(join(folder, 'packages', name, 'CHANGELOG.md'), 'utf8')
}

describe('a release', () => {
  it('of a compatible change in the core contains the core alone', async () => {
    expect(await release("---\n'@secure/core': minor\n---\n\nMore.\n")).toEqual({ '@secure/core': '1.5.0' })
  })

  it('of an adapter contains that adapter alone', async () => {
    expect(await release("---\n'@secure/koa-middleware': patch\n---\n\nMended.\n")).toEqual({ '@secure/koa-middleware': '1.4.1' })
  })

  it('gives the same version to everything that it releases', async () => {
    const versions = await release(
      "---\n'@secure/core': patch\n---\n\nMended.\n",
      "---\n'@secure/hono-middleware': minor\n---\n\nMore.\n",
    )
    expect(versions).toEqual({ '@secure/core': '1.5.0', '@secure/hono-middleware': '1.5.0' })
  })

  it('of a breaking change in the core brings every public package along, and no private one', async () => {
    const versions = await release("---\n'@secure/core': major\n---\n\nOther.\n")
    expect(versions).toEqual(Object.fromEntries(PUBLIC.map((name) => [name, '2.0.0'])))
    for (const manifest of manifests) {
      const { name } = JSON.parse(await readFile(join(folder, manifest), 'utf8'))
      expect(existsSync(join(folder, dirname(manifest), 'CHANGELOG.md')), name).toBe(PUBLIC.includes(name))
    }
  })
})

describe('a changelog', () => {
  it('has the text of each changeset, and one line for what a package depends on', async () => {
    await release(
      "---\n'@secure/core': major\n'@secure/koa-middleware': minor\n---\n\nFirst.\n\nAnd more of it.\n",
      "---\n'@secure/core': minor\n---\n\nSecond.\n",
    )
    expect(await changelog('koa-middleware')).toBe(`# @secure/koa-middleware

## 2.0.0

### Minor Changes

- First.

  And more of it.

### Patch Changes

- Updated dependencies
  - @secure/core@2.0.0
`)
    expect(await changelog('core')).toContain('### Minor Changes\n\n- Second.\n')
  })
})
