// The public surface, name by name: what is listed here is kept until a major version.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, sep } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { assertBuilt, publicPackages } from './public-packages.js'

const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  '@secure/core': [
    'CacheControl',
    'ClearSiteData',
    'ConnectionAllowlist',
    'ContentSecurityPolicy',
    'CrossOriginEmbedderPolicy',
    'CrossOriginOpenerPolicy',
    'CrossOriginResourcePolicy',
    'CustomHeaders',
    'DocumentIsolationPolicy',
    'DocumentPolicy',
    'INLINE_SPECULATION_RULES',
    'IntegrityPolicy',
    'NONCE',
    'NONE',
    'NetworkErrorLogging',
    'OriginAgentCluster',
    'PermissionsPolicy',
    'REPORT_SAMPLE',
    'REPORT_SHA256',
    'REPORT_SHA384',
    'REPORT_SHA512',
    'ReferrerPolicy',
    'ReportTo',
    'ReportingEndpoints',
    'SELF',
    'STRICT_DYNAMIC',
    'Secure',
    'SecureHeadersError',
    'Server',
    'StrictTransportSecurity',
    'TRUSTED_TYPES_EVAL',
    'UNSAFE_EVAL',
    'UNSAFE_HASHES',
    'UNSAFE_INLINE',
    'WASM_UNSAFE_EVAL',
    'XContentTypeOptions',
    'XDnsPrefetchControl',
    'XDownloadOptions',
    'XFrameOptions',
    'XPermittedCrossDomainPolicies',
    'XXSSProtection',
    'compile',
    'compileOverride',
    'createNonce',
    'sha256',
    'sha384',
    'sha512',
  ],
  '@secure/core/explain': ['explain'],
  '@secure/core/fetch': ['FetchState', 'headersWith', 'warnOnce'],
  '@secure/core/fragments': [
    'cloudflareAnalytics',
    'googleAnalytics',
    'googleFonts',
    'googleSignIn',
    'hcaptcha',
    'posthog',
    'recaptcha',
    'sentry',
    'stripe',
    'turnstile',
    'vimeo',
    'youtube',
  ],
  '@secure/core/lint': ['lint'],
  '@secure/core/node': [
    'attach',
    'bearsNonce',
    'exposeNonce',
    'headersOf',
    'nonceOf',
    'ofOtherFramework',
    'pathOf',
    'protect',
    'protectSwapped',
    'sharesHiddenClasses',
    'warnOnce',
    'within',
  ],
  '@secure/core/presets': ['api', 'balanced', 'basic', 'owasp', 'strict'],
  '@secure/express-middleware': ['attach', 'default', 'headersOf', 'override', 'secure'],
  '@secure/fastify-plugin': ['default', 'headersOf', 'override', 'secure'],
  '@secure/hono-middleware': ['default', 'headersOf', 'override', 'secure'],
  '@secure/hono-middleware/edge': ['default', 'headersOf', 'override', 'secure'],
  '@secure/hono-middleware/node': ['attach', 'default', 'headersOf', 'override', 'secure'],
  '@secure/inline-hashes': ['inlineHashes', 'inlineHashesOf'],
  '@secure/koa-middleware': ['attach', 'default', 'headersOf', 'override', 'secure'],
}

beforeAll(assertBuilt)

describe('the public entries', () => {
  it('are these', () => {
    const entries = publicPackages.flatMap(({ name, manifest }) => {
      return Object.keys(manifest.exports).map((path) => name + path.slice(1))
    })
    expect(entries.filter((entry) => !entry.endsWith('/package.json')).sort()).toEqual(Object.keys(ENTRIES))
  })

  describe.each(Object.entries(ENTRIES))('%s', (entry, names) => {
    it('exports these names to import', () => {
      expect(namesIn(entry, ['--input-type=module'], `await import('${entry}')`)).toEqual(names)
    })

    it('exports the same to require', () => {
      const required = namesIn(entry, ['--input-type=commonjs'], `require('${entry}')`)
      // Node's mark for compiled code that asks a CommonJS module for its default.
      expect(required.filter((name) => name !== '__esModule')).toEqual(names)
    })
  })

  it.each([
    ['node', 'index.js'],
    ['workerd', 'edge.js'],
    ['bun', 'edge.js'],
    ['deno', 'edge.js'],
    ['edge-light', 'edge.js'],
  ])('lead hono-middleware on %s to %s', (runtime, file) => {
    const flags = ['--input-type=module', `--conditions=${runtime}`]
    const resolved = evaluate('@secure/hono-middleware', flags, `import.meta.resolve('@secure/hono-middleware')`)
    expect(resolved).toMatch(new RegExp(`/hono-middleware/dist/${file}$`))
  })
})

describe('the files of the core', () => {
  const files = (...flags: string[]) => {
    const entries = Object.keys(ENTRIES).filter((entry) => entry.startsWith('@secure/core'))
    const resolved = entries.map((entry) => `import.meta.resolve('${entry}')`)
    return evaluate('@secure/core', ['--input-type=module', ...flags], `[${resolved}]`) as string[]
  }

  it('are joined for Node, and separate for whoever bundles them', () => {
    const single = files('--conditions=module')
    expect(single.filter((file) => !/\/core\/dist\/(?!bundle\/)/.test(file))).toEqual([])
    expect(files()).toEqual(single.map((file) => file.replace('/core/dist/', '/core/dist/bundle/')))
  })

  it('are one file for Node besides the entries, because each file that is opened slows the import', () => {
    const [entry = ''] = files()
    const bundle = new URL('.', entry)
    const written = (readdirSync(bundle, { recursive: true }) as string[]).filter((name) => name.endsWith('.js'))
    const entries = files().map((file) => file.slice(bundle.href.length))
    expect(written.filter((name) => !entries.includes(name))).toEqual(['shared.js'])
  })

  it.each([[[]], [['--conditions=module']]])('have each class once, with the flags %j', (flags) => {
    const checked = `[
      (await import('@secure/core/lint')).lint,
      (await import('@secure/core/explain')).explain,
    ].map((look) => JSON.stringify(look(new Secure(strict))) === JSON.stringify(look(strict)))`
    const program = `await Promise.all([import('@secure/core'), import('@secure/core/presets')])
      .then(async ([{ Secure }, { strict }]) => ${checked})`
    expect(evaluate('@secure/core', ['--input-type=module', ...flags], program)).toEqual([true, true])
  })
})

/** What a package needs besides the core, to do its work outside of a server. */
const BESIDE_THE_CORE: Readonly<Record<string, readonly string[]>> = { '@secure/inline-hashes': ['parse5'] }

describe('what comes along', () => {
  it.each(publicPackages.map(({ name, manifest }) => [name, manifest] as const))(
    'with %s is the core at most',
    (name, manifest) => {
      const { dependencies, optionalDependencies } = manifest
      const expected = name === '@secure/core' ? [] : ['@secure/core', ...(BESIDE_THE_CORE[name] ?? [])]
      expect(Object.keys({ ...dependencies, ...optionalDependencies })).toEqual(expected)
    },
  )

  it('with the core uses Node only under src/node', () => {
    const importers = sourcesOf('@secure/core').filter(({ text }) => importsOf(text).some(isBuiltin))
    const places = new Set(importers.map(({ file }) => file.split(sep)[0]))
    expect([...places]).toEqual(['node'])
  })
})

function namesIn(entry: string, flags: string[], module: string): unknown[] {
  return evaluate(entry, flags, `Object.keys(${module}).sort()`) as unknown[]
}

/** In a process of its own, because vitest would compile the file anew instead of loading what is shipped. */
function evaluate(entry: string, flags: string[], expression: string): unknown {
  const program = `console.log(JSON.stringify(${expression}))`
  return JSON.parse(execFileSync(process.execPath, [...flags, '--eval', program], { cwd: ownerOf(entry), encoding: 'utf8' }))
}

/** A package can import itself by name, so its own folder is where each entry is found. */
function ownerOf(entry: string): string {
  const owner = publicPackages.find(({ name }) => entry === name || entry.startsWith(`${name}/`))
  if (owner === undefined) throw new Error(`No public package has the entry ${entry}.`)
  return owner.folder
}

function sourcesOf(packageName: string): { file: string; text: string }[] {
  const folder = join(ownerOf(packageName), 'src')
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
}

function importsOf(source: string): string[] {
  return [...source.matchAll(/(?:\bfrom|\bimport|\brequire)\s*\(?\s*'([^']+)'/g)].map(([, specifier = '']) => specifier)
}
