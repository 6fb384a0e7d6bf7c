import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { runInNewContext } from 'node:vm'
import * as core from '@secure/core'
import { Secure, type SecureHeadersErrorCode, type SecureWarningCode } from '@secure/core'
import { lint } from '@secure/core/lint'
import ts from 'typescript-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anchor } from './anchor.js'
import { readCatalog } from './catalog.js'
import { SETTINGS } from './compiler-settings.js'
import { publicPackages, root } from './public-packages.js'

interface Block {
  readonly title: string
  readonly code: string
}

const files = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...(await markdownOf('docs')), ...(await markdownOf('packages'))]
/** Its code is for apps of other frameworks, which `npm run rendering` runs. */
const RENDERING = 'docs/rendering.md'
const blocks = (await Promise.all(files.filter((file) => file !== RENDERING).map(blocksOf))).flat()

describe('the code of the documentation', () => {
  // Inside the repository, so that imports resolve as in a project that has everything installed.
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(root, 'test', '.blocks-'))
    // Vite keeps its cache beside the nearest package.json.
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
    await mkdir(join(folder, 'public'))
    await writeFile(join(folder, 'public', 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
    await writeFile(join(folder, 'public', 'index.html'), '<!doctype html><title>Hello</title><script>start()</script>')
    const { outputText: nestApp } = ts.transpileModule(await read('test/nest-app.ts'), {
      compilerOptions: SETTINGS,
      fileName: 'app.module.mts',
    })
    await writeFile(join(folder, 'app.module.js'), nestApp)
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>Hello</title><script type="module">1</script>')
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('is there', () => expect(blocks.length).toBeGreaterThan(10))

  it.each(blocks)('$title runs, and prints and sends what it says', async ({ title, code }) => {
    const file = join(folder, `${title.replace(/\W+/g, '-')}.${/= require\(/.test(code) ? 'cjs' : 'mjs'}`)
    await writeFile(file, code)
    const preload = new URL('first-response.mjs', import.meta.url).href
    const told = [...code.matchAll(/^\/\/ GET (\S+) → ([\w-]+): (.*)$/gm)].map(([, path, name, value]) => ({ path, name, value }))
    const env = { ...process.env, PATHS: JSON.stringify(['/', ...told.map(({ path }) => path)]) }
    const options = { timeout: 50_000, cwd: folder, env }
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', preload, file], options)
    const promised = [...code.matchAll(/console\.log\(.*\) \/\/ → (.*)$/gm)].map(([, text]) => text)
    const [printed, sent] = stdout.split('\u0000')
    expect(printed?.split('\n').filter((line) => line !== '')).toEqual(promised)
    if (/listen\(|serve\(/.test(code)) {
      const [headers, ...answers] = JSON.parse(sent ?? '[{}]')
      const answered = answers.map(
        (answer: Record<string, string>, index: number) => answer[`${told[index]?.name}`.toLowerCase()],
      )
      expect(answered.map((value: string | undefined) => value ?? 'not sent')).toEqual(told.map(({ value }) => value))
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': expect.stringMatching(/^no-referrer/),
      })
      expect(headers).not.toHaveProperty('x-powered-by')
    }
  })
})

it('the code of the documentation is TypeScript too', async () => {
  const folder = await mkdtemp(join(root, 'test', '.typed-'))
  const typed = blocks.filter(({ code }) => !/= require\(/.test(code))
  for (const [index, { code }] of typed.entries()) await writeFile(join(folder, `${index}.mts`), `export {}\n${code}`)
  await writeFile(join(folder, 'app.module.d.ts'), 'export declare class AppModule {}')
  const program = ts.createProgram(
    typed.map((_, index) => join(folder, `${index}.mts`)),
    // Functions of JavaScript have no types.
    { ...SETTINGS, noImplicitAny: false },
  )
  const found = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const index = Number(/(\d+)\.mts$/.exec(file?.fileName ?? '')?.[1])
    return `${typed[index]?.title}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
  })
  await rm(folder, { recursive: true })
  expect(found).toEqual([])
}, 60_000)

it('README shows no Content-Security-Policy in which lint finds a high fault', async () => {
  const policies = [...(await read('README.md')).matchAll(/^ *(?:csp: )(\{.*\}|new ContentSecurityPolicy.*\)),?$/gm)]
  expect(policies.length).toBeGreaterThan(1)
  for (const [, code = ''] of policies) {
    const csp = runInNewContext(`(${code})`, { ...core })
    expect(lint({ csp }).filter(({ severity }) => severity === 'high')).toEqual([])
  }
})

describe('the links of the documentation', () => {
  it.each(files)('lead somewhere in %s', async (file) => {
    const links = [...(await read(file)).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link)
    for (const link of links)
      await expect(readOrList(new URL(link, new URL(file, `file://${root}`)).pathname), link).resolves.toBeDefined()
  })

  it.each(files)('lead to a heading in %s', async (file) => {
    const links = [...(await read(file)).matchAll(/\]\((?!https?:)([^)#]*)#([^)]+)\)/g)]
    for (const [, page, heading] of links) {
      const target = page ? new URL(page, new URL(file, `file://${root}`)).pathname : `${root}${file}`
      expect(anchorsOf(String(await readOrList(target))), `${page}#${heading}`).toContain(heading)
    }
  })
})

function anchorsOf(page: string): readonly string[] {
  return [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchor(heading))
}

/** Where the codes of warnings are declared. */
const WARNINGS = 'packages/core/src/warn.ts'

describe('docs/errors.md', () => {
  it('explains every code, and no other', async () => {
    const declared = (await read('packages/core/src/errors.ts')).matchAll(/\| '(ERR_SECURE_\w+)'/g)
    const explained = (await read('docs/errors.md')).matchAll(/^## (ERR_SECURE_\w+)$/gm)
    const codes = [...declared].map(([, code]) => code as SecureHeadersErrorCode)
    expect([...explained].map(([, code]) => code)).toEqual(codes)
  })

  it('explains every warning, and no other, and each one is given somewhere in the sources', async () => {
    const declared = (await read(WARNINGS)).matchAll(/\| '(SECURE_\w+)'/g)
    const explained = (await read('docs/errors.md')).matchAll(/^### (SECURE_\w+)$/gm)
    const codes = [...declared].map(([, code]) => code as SecureWarningCode)
    expect([...explained].map(([, code]) => code)).toEqual(codes)
    const sources = await Promise.all((await publicSources()).filter((file) => file !== WARNINGS).map(read))
    const given = sources.flatMap((source) => [...source.matchAll(/'(SECURE_\w+)'/g)].map(([, code]) => code))
    expect([...new Set(given)].sort()).toEqual([...codes].sort())
  })
})

describe('docs/migrating.md', () => {
  it("names our option for each of helmet's, as the error does", async () => {
    const [, fromHelmet = ''] = /## From helmet\n(.*?)\n##/s.exec(await read('docs/migrating.md')) ?? []
    const rows = fromHelmet.matchAll(/^\| (`[a-z].*) \| (.*) \|$/gm)
    const told = [...rows].flatMap(([, typed = '', meant = '']) => {
      const [option = ''] = /(?<=`)\w+/.exec(meant) ?? []
      return [...typed.matchAll(/(?:^|, )`([a-zA-Z]+)(?=[:`])/g)].map(([, name = '']) => [name, option] as const)
    })
    const others = told.filter(
      ([typed, meant]) =>
        typed !== meant &&
        !['useDefaults', 'reportOnly', 'upgradeInsecureRequests', 'xPoweredBy', 'hidePoweredBy'].includes(typed),
    )
    expect(others.length).toBeGreaterThan(15)
    for (const [typed, meant] of others) {
      const make = () => new Secure({ [typed]: true } as object)
      expect(make, typed).toThrow(expect.objectContaining({ fix: expect.stringContaining(`Did you mean ${meant}?`) }))
    }
  })
})

it('CONTRIBUTING names the pnpm that this repository is pinned to', async () => {
  const { packageManager } = JSON.parse(await read('package.json'))
  const named = (await read('CONTRIBUTING.md')).match(/pnpm@[\w.]+/g) ?? []
  expect(new Set(named)).toEqual(new Set([packageManager]))
})

it('the peers that are compared with have the versions that the documentation says', async () => {
  const catalog = await readCatalog()
  const named = (await Promise.all(files.map(read))).flatMap((text) => [
    ...text.matchAll(/(?<![\w/-])(helmet|koa-helmet|@fastify\/helmet|nosecone) (\d[\d.]*\d|\d)/g),
  ])
  expect(new Set(named.map(([, name]) => name))).toHaveLength(4)
  for (const [phrase, name = '', version] of named) expect(`${name} ${catalog(name)}.`, phrase).toContain(`${name} ${version}.`)
})

describe(RENDERING, async () => {
  const sections = (await read(RENDERING)).split(/^## /m).flatMap((section) => {
    const [, app] = /\]\(\.\.\/(packages\/rendering\/apps\/[\w-]+)\/\)/.exec(section) ?? []
    return app === undefined ? [] : [{ app, section }]
  })
  const excerpts = sections.flatMap(({ app, section }) =>
    [...section.matchAll(/^```\w+\n\/\/ (\S+)\n([\s\S]*?)^```/gm)].map(([, file = '', code = '']) => ({
      file: join(app, file),
      code,
    })),
  )

  it('has a section for each app of packages/rendering', async () => {
    const apps = await readdir(join(root, 'packages/rendering/apps'))
    expect(sections.map(({ app }) => app).sort()).toEqual(apps.map((app) => join('packages/rendering/apps', app)).sort())
  })

  it.each(sections)('names the versions that $app has', async ({ app, section }) => {
    const named = [...section.matchAll(/\d+\.\d+\.\d+/g)].map(([version]) => version)
    expect(named.length).toBeGreaterThan(0)
    expect(Object.values(JSON.parse(await read(join(app, 'package.json'))).dependencies)).toEqual(expect.arrayContaining(named))
  })

  it.each(excerpts)('shows lines of $file, in their order', async ({ file, code }) => {
    const lines = (await read(file)).split('\n')
    const shown = code.trimEnd().split('\n')
    const places = shown.map((line) => lines.indexOf(line))
    expect(shown.filter((_, index) => places[index] === -1)).toEqual([])
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })
})

function read(file: string): Promise<string> {
  return readFile(join(root, file), 'utf8')
}

function readOrList(path: string): Promise<unknown> {
  return path.endsWith('/') ? readdir(path) : readFile(path)
}

/** Leaves out what npm has installed, here or in a cache. */
async function markdownOf(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true })
  const found = entries.map((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return /^(?:node_modules$|\.)/.test(entry.name) ? [] : markdownOf(path)
    return /^(?!CHANGELOG).+\.md$/.test(entry.name) ? [path] : []
  })
  return (await Promise.all(found)).flat()
}

async function publicSources(): Promise<string[]> {
  const folders = publicPackages.map(({ folder }) => join(relative(root, folder), 'src'))
  const all = await Promise.all(
    folders.map(async (folder) => (await readdir(join(root, folder), { recursive: true })).map((file) => join(folder, file))),
  )
  return all.flat().filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
}

async function blocksOf(file: string): Promise<Block[]> {
  const fences = [...(await read(file)).matchAll(/^```(?:js|ts)\n([\s\S]*?)^```/gm)]
  return fences.map(([, code = ''], index) => ({ title: `${file} block ${index + 1}`, code }))
}
