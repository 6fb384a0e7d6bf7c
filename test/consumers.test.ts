// The packed tarballs in projects of their own, with the newest and the oldest supported frameworks, in every module format.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCatalog } from './catalog.js'
import { assertBuilt, publicPackages, root } from './public-packages.js'

const DEFAULTS = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-frame-options': 'SAMEORIGIN',
  'x-xss-protection': '0',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer, strict-origin-when-cross-origin',
  'cache-control': 'no-cache, no-store, must-revalidate, max-age=0',
  pragma: 'no-cache',
  expires: '0',
}
const FRAMEWORKS = ['express', 'koa', 'hono', 'fastify']

const catalog = await readCatalog()
const GENERATIONS: readonly [generation: string, frameworks: Readonly<Record<string, string>>][] = [
  [
    'newest',
    Object.fromEntries(
      [...FRAMEWORKS, '@hono/node-server', '@types/express', '@types/koa', '@types/node'].map((name) => [name, catalog(name)]),
    ),
  ],
  [
    'oldest',
    {
      express: '4.17.0',
      '@types/express': '4.17.13',
      koa: '2.13.0',
      '@types/koa': '2.13.0',
      hono: '4.0.0',
      '@hono/node-server': '1.8.0',
      fastify: '5.0.0',
      '@types/node': catalog('@types/node'),
    },
  ],
]

interface Variant {
  readonly type: 'module' | 'commonjs'
  readonly source: 'app.ts' | 'app.cjs'
  readonly compilerOptions?: object
}

const strict = {
  strict: true,
  declaration: true,
  exactOptionalPropertyTypes: true,
  target: 'es2022',
  lib: ['es2023'],
  types: ['node'],
}
const VARIANTS: readonly [title: string, variant: Variant][] = [
  [
    'TypeScript, ESM, resolved as Node does',
    { type: 'module', source: 'app.ts', compilerOptions: { ...strict, module: 'nodenext' } },
  ],
  [
    'TypeScript, ESM, resolved as bundlers do',
    {
      type: 'module',
      source: 'app.ts',
      compilerOptions: { ...strict, lib: ['es2023', 'dom'], module: 'esnext', moduleResolution: 'bundler' },
    },
  ],
  ['TypeScript, CommonJS', { type: 'commonjs', source: 'app.ts', compilerOptions: { ...strict, module: 'node20' } }],
  [
    'TypeScript, CommonJS as it always was',
    { type: 'commonjs', source: 'app.ts', compilerOptions: { ...strict, module: 'commonjs', esModuleInterop: true } },
  ],
  // app.ts has no annotations: it is JavaScript too.
  ['JavaScript, ESM', { type: 'module', source: 'app.ts' }],
  ['JavaScript, CommonJS', { type: 'commonjs', source: 'app.cjs' }],
]

let temporary: string

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'secure-consumers-'))
  assertBuilt()
  const tarballs = await pack(join(temporary, 'tarballs'))
  await Promise.all(
    GENERATIONS.map(([generation, frameworks]) => install(join(temporary, generation), { ...frameworks, ...tarballs })),
  )
}, 180_000)

afterAll(() => rm(temporary, { recursive: true, force: true }))

describe.each(publicPackages)('the tarball of $name', ({ name, folder, manifest }) => {
  const installed = (...path: string[]): string => join(temporary, 'newest', 'node_modules', name, ...path)
  // A package has its changelog from its first release on.
  const changelogs = existsSync(join(folder, 'CHANGELOG.md')) ? ['CHANGELOG.md'] : []

  it('holds what was built, the changelog, a README, the licence and package.json, and nothing else', async () => {
    const files = await filesIn(installed())
    const [built, others] = [files.filter((file) => isBuilt(file)), files.filter((file) => !isBuilt(file))]
    expect(built).toEqual(expect.arrayContaining(['dist/index.d.ts', 'dist/index.js']))
    expect(others).toEqual([...changelogs, 'LICENSE', 'README.md', 'package.json'])
  })

  it('holds nothing of a source that is gone', async () => {
    const sources = (await filesIn(join(folder, 'src'))).map((file) => file.replace(/\.ts$/, ''))
    const built = (await filesIn(installed('dist'))).filter((file) => !file.startsWith('bundle/'))
    const gone = built.filter((file) => !sources.includes(file.replace(/(?:\.d\.ts|\.js)$/, '')))
    expect(gone, `delete ${folder}/dist and build again`).toEqual([])
  })

  it.each(changelogs)('begins its %s with its own version', async (changelog) => {
    const [, newest] = /^## (.*)$/m.exec(await readFile(installed(changelog), 'utf8')) ?? []
    expect(newest).toBe(manifest.version)
  })

  it('asks for the core that it was made with, or one that is compatible', async () => {
    const { dependencies = {} } = JSON.parse(await readFile(installed('package.json'), 'utf8'))
    const core = publicPackages.find((one) => one.name === '@secure/core')?.manifest.version
    expect(dependencies['@secure/core']).toBe(name === '@secure/core' ? undefined : `^${core}`)
  })

  it('carries the licence of the repository', async () => {
    expect(await readFile(installed('LICENSE'), 'utf8')).toBe(await readFile(join(root, 'LICENSE'), 'utf8'))
  })
})

describe.each(GENERATIONS)('with the %s frameworks', (generation, frameworks) => {
  const project = (...path: string[]): string => join(temporary, generation, ...path)

  it('installs exactly those', async () => {
    for (const [name, version] of Object.entries(frameworks)) {
      const manifest = await readFile(project('node_modules', name, 'package.json'), 'utf8')
      expect([name, JSON.parse(manifest).version]).toEqual([name, version])
    }
  })

  // All of them compile at once, on a busy machine for half a minute.
  const PATIENT = { timeout: 180_000 }
  it.concurrent.each(VARIANTS)('%s: serves the default headers', PATIENT, async (title, { type, source, compilerOptions }) => {
    const folder = project(title.replaceAll(/\W+/g, '-'))
    const program = join(folder, source.replace('.ts', '.js'))
    await mkdir(folder)
    await writeJson(join(folder, 'package.json'), { type })
    if (compilerOptions === undefined) await cp(join(root, 'test/consumers', source), program)
    else expect(await compile(folder, compilerOptions)).toEqual([])

    const answers = await serve(program)
    expect(answers.map(({ framework }) => framework)).toEqual(FRAMEWORKS)
    for (const { framework, status, headers, body } of answers) {
      expect(body).toMatch(/^[\w+/]{24}$/)
      expect({ framework, status, ...headers }).toMatchObject({
        framework,
        status: 200,
        ...DEFAULTS,
        'content-security-policy': `script-src 'self' 'nonce-${body}'`,
      })
      expect(headers).not.toHaveProperty('x-powered-by')
    }
  })
})

function isBuilt(file: string): boolean {
  return /^dist\/.+\.(?:js|d\.ts)$/.test(file) && !/\.test\./.test(file)
}

interface Answer {
  readonly framework: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

async function serve(program: string): Promise<Answer[]> {
  const { code, output } = await run(process.execPath, [program])
  if (code !== 0) throw new Error(output)
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

/**
 * Emits the program and returns what the compiler objects to in it or in our declarations.
 *
 * That is stricter than skipLibCheck, which would skip our declarations too. Those of the frameworks cannot all pass: hono 4.0
 * declares `Context.render` twice, hono needs the DOM, and @types/koa 3.0.3 needs a type that content-disposition 2 no longer
 * has.
 */
async function compile(folder: string, compilerOptions: object): Promise<string[]> {
  await writeJson(join(folder, 'tsconfig.json'), { compilerOptions })
  for (const source of ['app.ts', 'types.ts']) await cp(join(root, 'test/consumers', source), join(folder, source))
  const { output } = await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--pretty', 'false'], folder)
  return output.split('\n').filter((line) => line.includes('error TS') && !/^\S*node_modules\/(?!@secure\/)/.test(line))
}

/** Packs every public package, and returns what a package.json needs to install them. */
async function pack(destination: string): Promise<Record<string, string>> {
  const { packageManager } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const pnpm = process.env.npm_config_user_agent?.startsWith('pnpm/') ? ['pnpm'] : ['npx', '--yes', packageManager]
  const filters = publicPackages.flatMap(({ name }) => ['--filter', name])
  await mustRun([...pnpm, '--recursive', ...filters, 'pack', '--pack-destination', destination], root)
  return Object.fromEntries(
    publicPackages.map(({ name, manifest }) => {
      const file = `${name.slice(1).replace('/', '-')}-${manifest.version}.tgz`
      return [name, `file:${join(destination, file)}`]
    }),
  )
}

async function install(project: string, dependencies: Record<string, string>): Promise<void> {
  await mkdir(project)
  await writeJson(join(project, 'package.json'), { private: true, dependencies })
  await mustRun(['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'], project)
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return files.map((file) => relative(folder, file).replaceAll(sep, '/')).sort()
}

async function writeJson(file: string, content: object): Promise<void> {
  await writeFile(file, JSON.stringify(content))
}

async function mustRun([command = '', ...args]: readonly string[], cwd: string): Promise<void> {
  const { code, output } = await run(command, args, cwd, process.platform === 'win32')
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${output}`)
}

function run(command: string, args: string[], cwd = root, shell = false): Promise<{ code: unknown; output: string }> {
  return new Promise((resolve) => {
    // npm test starts pnpm with --allow-scripts, which npm passes on and refuses in a project's own install.
    const env = { ...process.env, npm_config_allow_scripts: undefined }
    execFile(command, args, { cwd, shell, env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : (error.code ?? error.signal), output: error === null ? stdout : `${stdout}${stderr}` })
    })
  })
}
