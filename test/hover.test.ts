// What an editor shows is part of the interface: asked of TypeScript's language service, on the emitted types.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript-api'
import { beforeAll, describe, expect, it } from 'vitest'
import { SETTINGS } from './compiler-settings.js'
import { assertBuilt, root } from './public-packages.js'

beforeAll(assertBuilt)

const FILE = join(root, 'test', 'hover.snippet.ts')
const SNIPPET = `
import { ContentSecurityPolicy, PermissionsPolicy, Secure, SELF } from '@secure/core'
import { strict } from '@secure/core/presets'
import { explain } from '@secure/core/explain'
import { lint } from '@secure/core/lint'
import secure from '@secure/express-middleware'
new Secure({ xfo: 'DENY', hsts: { maxAge: 1 }, coop: true, reporting: '/r', clearSiteData: false })
secure({ csp: { 'img-src': [SELF] } })
new ContentSecurityPolicy().scriptSrc(SELF).pluginTypes('a/b')
new PermissionsPolicy().camera().battery()
lint(strict)
explain(strict)
`

let typed = SNIPPET

const service = ts.createLanguageService({
  getScriptFileNames: () => [FILE],
  getScriptVersion: () => String(typed.length),
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

/** What is listed where somebody has typed the text below the snippet. */
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
    ['lint(', /^Tells what is weak in a policy/],
    ['explain(', /where it came from/],
    ['strict)', /^Scripts and styles by nonce only/],
  ])('over %s teaches', (word, text, tags = /^/) => {
    const shown = hover(word)
    expect(shown.text).toMatch(text)
    expect(shown.tags).toMatch(tags)
  })

  it('a deprecated method is struck through', () => {
    const suggestions = service.getSuggestionDiagnostics(FILE).filter(({ reportsDeprecated }) => reportsDeprecated)
    expect(suggestions.map(({ start = 0, length = 0 }) => SNIPPET.slice(start, start + length))).toEqual([
      'pluginTypes',
      'battery',
    ])
  })
})

describe('completing plain data', () => {
  /** What an editor lists behind the last brace of the text. */
  function completions(text: string): readonly string[] {
    const { entries } = completionsOf(text)
    return entries.filter(({ kind }) => kind !== ts.ScriptElementKind.keyword).map(({ name }) => name.replaceAll('"', ''))
  }

  it.each<[typed: string, keys: number, some: readonly string[]]>([
    ['new Secure({ csp: {', 41, ['base-uri', 'script-src', 'reportOnly', 'customDirectives']],
    ['new Secure({ hsts: {', 4, ['maxAge', 'includeSubDomains', 'preload', 'secureOnly']],
    ['new Secure({ cache: {', 13, ['maxAge', 'noStore']],
    ['new Secure({ integrity: {', 4, ['blocked-destinations']],
    ['secure({', 28, ['csp', 'hsts', 'mode', 'remove']],
  ])('%s lists its keys, and no methods', (typed, keys, some) => {
    const listed = completions(typed)
    expect(listed).toEqual(expect.arrayContaining([...some]))
    expect(listed).toHaveLength(keys)
  })

  it("lists a header's values", () => {
    expect(completions("new Secure({ xfo: '")).toEqual(expect.arrayContaining(['DENY', 'SAMEORIGIN']))
    expect(completions("new Secure({ coop: '")).toEqual(expect.arrayContaining(['same-origin', 'unsafe-none']))
  })
})
