// What an editor shows is part of the interface: TypeScript's language service is asked, on the emitted types.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript-api'
import { beforeAll, describe, expect, it } from 'vitest'
import { SETTINGS } from './compiler-settings.js'
import { assertBuilt, root } from './public-packages.js'

beforeAll(assertBuilt)

const FILE = join(root, 'test', 'hover.snippet.ts')
const SNIPPET = `
import { CacheControl, ContentSecurityPolicy, PermissionsPolicy, Secure, SELF, XFrameOptions } from '@secure/core'
import { strict } from '@secure/core/presets'
import { explain } from '@secure/core/explain'
import { lint } from '@secure/core/lint'
import { attach } from '@secure/core/node'
import secure, { override } from '@secure/express-middleware'
new Secure({ xfo: 'DENY', hsts: { maxAge: 1 }, coop: true, reporting: '/r', clearSiteData: false })
secure({ csp: { 'img-src': [SELF] } })
new ContentSecurityPolicy().scriptSrc(SELF).pluginTypes('a/b')
new PermissionsPolicy().camera().battery()
new CacheControl().noStore().maxStale(1)
lint(strict)
explain(strict)
`

/** With the frameworks' own types, which take their time. */
const REGISTER = `import plugin from '@secure/fastify-plugin'; import Fastify from 'fastify'; Fastify().register(plugin, `

let typed = SNIPPET

const service = ts.createLanguageService({
  getScriptFileNames: () => [FILE],
  getScriptVersion: () => typed,
  getScriptSnapshot: (file) => {
    if (file === FILE) return ts.ScriptSnapshot.fromString(typed)
    return ts.sys.fileExists(file) ? ts.ScriptSnapshot.fromString(readFileSync(file, 'utf8')) : undefined
  },
  getCurrentDirectory: () => root,
  getCompilationSettings: () => SETTINGS,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: ts.sys.fileExists,
  readFile: ts.sys.readFile,
  directoryExists: ts.sys.directoryExists,
  getDirectories: ts.sys.getDirectories,
})

const UNKNOWN = 'Object literal may only specify known properties, and'

/** What the compiler objects to in the text below the snippet, and where: `maxAge: …` is about that word. */
function mistakesIn(text: string): readonly string[] {
  typed = `${SNIPPET}${text}`
  const mistakes = service.getSemanticDiagnostics(FILE).map(({ start = 0, length = 0, messageText }) => {
    return `${typed.slice(start, start + length)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
  })
  typed = SNIPPET
  return mistakes
}

/** What is listed once somebody has typed the text below the snippet. */
function completionsOf(text: string): ts.CompletionInfo {
  typed = `${SNIPPET}${text}`
  const listed = service.getCompletionsAtPosition(FILE, typed.length, {})
  typed = SNIPPET
  if (listed === undefined) throw new Error(`nothing is listed behind ${text}`)
  return listed
}

function hover(word: string): { readonly text: string; readonly tags: string } {
  const at = SNIPPET.indexOf(word, SNIPPET.indexOf('new Secure'))
  const info = service.getQuickInfoAtPosition(FILE, at + 1)
  return {
    text: ts.displayPartsToString(info?.documentation),
    tags: (info?.tags ?? []).map(({ name, text }) => `${name} ${ts.displayPartsToString(text)}`).join('\n'),
  }
}

describe('hovering', () => {
  it('finds no mistake in the snippet', () => {
    expect(service.getSemanticDiagnostics(FILE).map(({ messageText }) => messageText)).toEqual([])
  })

  it.each<[word: string, text: RegExp, tags?: RegExp]>([
    ['xfo', /^X-Frame-Options: who may frame the page.*On by default: `SAMEORIGIN`/, /^see https:\/\//],
    ['hsts', /^Strict-Transport-Security/, /^see https:\/\//],
    ['coop', /^Cross-Origin-Opener-Policy/, /^see https:\/\//],
    ['reporting', /^Where all reports go/],
    ['clearSiteData', /log-out route/],
    ['csp', /^Content-Security-Policy/, /^see https:\/\//],
    ['scriptSrc', /^Scripts, inline scripts and `eval`\./],
    ['pluginTypes', /MIME types/, /^deprecated /],
    ['camera', /^Video input\./],
    ['battery', /^Battery status\./, /^deprecated /],
    ['noStore', /^No cache may store it\./],
    ['maxStale', /may have been stale/, /^deprecated /],
    ['lint(', /^Tells what is weak in a policy/],
    ['explain(', /where it came from/],
    ['strict)', /^Scripts and styles by nonce only/],
  ])('over %s explains it', (word, text, tags = /^/) => {
    const shown = hover(word)
    expect(shown.text).toMatch(text)
    expect(shown.tags).toMatch(tags)
  })

  it('shows a deprecated method struck through', () => {
    const suggestions = service.getSuggestionDiagnostics(FILE).filter(({ reportsDeprecated }) => reportsDeprecated)
    expect(suggestions.map(({ start = 0, length = 0 }) => SNIPPET.slice(start, start + length))).toEqual([
      'pluginTypes',
      'battery',
      'maxStale',
    ])
  })
})

describe('completing plain data', () => {
  /** What an editor lists after the last brace of the text. */
  function completions(text: string): readonly string[] {
    const { entries } = completionsOf(text)
    return entries.filter(({ kind }) => kind !== ts.ScriptElementKind.keyword).map(({ name }) => name.replaceAll(/["\\]/g, ''))
  }

  it.each<[typed: string, keys: number, some: readonly string[]]>([
    ['new Secure({ csp: {', 41, ['base-uri', 'script-src', 'reportOnly', 'customDirectives']],
    ['new Secure({ hsts: {', 4, ['maxAge', 'includeSubDomains', 'preload', 'secureOnly']],
    ['new Secure({ cache: {', 17, ['maxAge', 'noStore', 'customDirectives']],
    ['new Secure({ integrity: {', 4, ['blocked-destinations']],
    ['new Secure({ coop: {', 3, ['policy', 'reportTo', 'reportOnly']],
    ['new Secure({ xfo: {', 0, []],
    ['new Secure({', 28, ['csp', 'hsts', 'mode', 'remove']],
    ['secure({', 28, ['csp', 'hsts', 'mode', 'remove']],
    ['override({', 28, ['csp', 'hsts', 'mode', 'remove']],
    ['override({ hsts: {', 4, ['maxAge', 'includeSubDomains', 'preload', 'secureOnly']],
    ['attach({} as never, {', 28, ['csp', 'hsts', 'mode', 'remove']],
    // With `attach`, and what Fastify takes in any register().
    [`${REGISTER}{`, 32, ['csp', 'attach', 'prefix', 'logLevel', 'logSerializers']],
  ])('%s lists its keys, and no methods', (typed, keys, some) => {
    const listed = completions(typed)
    expect(listed).toEqual(expect.arrayContaining([...some]))
    expect(listed).toHaveLength(keys)
  })

  it('lists the methods of the builder that a function gets', () => {
    expect(completions('override({ csp: (csp) => csp.')).toEqual(expect.arrayContaining(['frameAncestors', 'merge', 'toJSON']))
  })

  it.each(["new ContentSecurityPolicy().frameAncestors('", "new Secure({ csp: { 'frame-ancestors': ['"])(
    'lists who may frame a page, and no source that is refused there: %s',
    (text) => {
      expect(completions(text)).toEqual(["'self'", "'none'", '*', 'https:'])
    },
  )

  it("lists a header's values", () => {
    expect(completions("new XFrameOptions('")).toEqual(expect.arrayContaining(['DENY', 'SAMEORIGIN']))
    expect(completions("new Secure({ xfo: '")).toEqual(expect.arrayContaining(['DENY', 'SAMEORIGIN']))
    expect(completions("new Secure({ coop: '")).toEqual(expect.arrayContaining(['same-origin', 'unsafe-none']))
  })
})

describe('a slip', () => {
  it('is blamed alone, not what is right beside it', () => {
    const slips: readonly (readonly [text: string, slip: string])[] = [
      ['new Secure({ hsts: { maxAge: 60, includeSubdomains: true } })', 'includeSubdomains'],
      ['new Secure({ csp: { defaultSrc: [SELF] } })', 'defaultSrc'],
      ["new Secure({ csp: [{ 'img-src': SELF }, { scriptSrc: [SELF] }] })", 'scriptSrc'],
      ['new Secure({ permissions: { displayCapture: [] } })', 'displayCapture'],
      ['new Secure({ documentPolicy: { syncXhr: false } })', 'syncXhr'],
      ["new Secure({ integrity: { blockedDestinations: ['script'] } })", 'blockedDestinations'],
      ["new Secure({ coop: { policy: 'same-origin', sameOrigin: true } })", 'sameOrigin'],
      ['override({ hsts: { maxAge: 60, includeSubdomains: true } })', 'includeSubdomains'],
      ['override({ csp: (csp) => csp.imgSrc(SELF), permissions: { pictureInPicture: [] } })', 'pictureInPicture'],
      ["new Secure({ xfo: 'DENY', headers: {} })", 'headers'],
      ["secure({ xfo: 'DENY', entries: [] })", 'entries'],
      ["attach({} as never, { xfo: 'DENY', alone: true })", 'alone'],
      [`${REGISTER}{ xfo: 'DENY', headers: {} })`, 'headers'],
    ]
    expect(mistakesIn(slips.map(([text]) => text).join('\n'))).toEqual(
      slips.map(([, slip]) => expect.stringMatching(`^${slip}: .*${UNKNOWN} '${slip}'`)),
    )
  })

  it('is not found in instances, presets, lists and functions', () => {
    const sound = [
      `${REGISTER}new Secure())`,
      "Fastify().register(plugin, { xfo: 'DENY', attach: false, prefix: '/a' })",
      'attach({} as never, new Secure())',
      "new Secure({ ...strict, xfo: new XFrameOptions('DENY'), csp: [new ContentSecurityPolicy().imgSrc(SELF), 'font-src *'] })",
      "override({ csp: (csp) => csp.frameAncestors('https://a.example'), hsts: { preload: true } })",
    ]
    expect(mistakesIn(sound.join('\n'))).toEqual([])
  })
})
