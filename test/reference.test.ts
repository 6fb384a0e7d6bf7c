import { readdirSync, readFileSync } from 'node:fs'
import registry from '@secure/platform-data/registry.json' with { type: 'json' }
import { beforeAll, expect, it } from 'vitest'
import { kebab } from '../packages/core/src/case.js'
import * as fragments from '../packages/core/src/fragments.js'
import { HEADER_CLASSES } from '../packages/core/src/header-classes.js'
import { directives } from '../packages/core/src/headers/csp-directives.js'
import type { HeaderClass } from '../packages/core/src/headers/header.js'
import { features } from '../packages/core/src/headers/permissions-policy-features.js'
import type { ValueDefinition } from '../packages/core/src/headers/value-header.js'
import { Secure } from '../packages/core/src/secure.js'
import { anchor } from './anchor.js'
import { dataKeys, type Member, methods, options, typesNamedIn } from './emitted-types.js'
import { assertBuilt } from './public-packages.js'

beforeAll(assertBuilt)

interface Registered {
  readonly name: string
  readonly status?: string
  readonly support?: unknown
}

/** Those with a header of their own: `custom` has none. */
const SECTIONS = HEADER_CLASSES.filter(({ definition }) => definition.header !== '')

const HEADERS: readonly Registered[] = registry.headers

it('docs/headers.md is what the code and the registry say about every header (vitest -u writes it)', async () => {
  await expect(document()).toMatchFileSnapshot('../docs/headers.md')
})

it.each(SECTIONS.map(({ definition }) => [definition.option, definition] as const))(
  'the comment of %s shows plain data that has no keys to list, and what it shows is accepted',
  (option, definition) => {
    const shown = [...sentence(optionComment(option)).matchAll(/`([[{].*?)`/g)].map(([, text]) => text)
    const isShownBelow = dataKeys(option).length > 0 || valuesOf(definition).length > 0
    expect(shown.length > 0 || isShownBelow || option === 'server').toBe(true)
    for (const text of shown) {
      const policy = new Secure().with({ [option]: new Function(`return ${text}`)() })
      expect(policy.headers(), text).toHaveProperty(definition.header)
    }
  },
)

it('has a comment for every key of plain data and every method', () => {
  const rows = SECTIONS.map(membersOf).flatMap(({ name, keys, calls }) =>
    [...keys, ...calls].map((member) => ({ builder: name, ...member })),
  )
  expect(rows.length).toBeGreaterThan(150)
  expect(rows.filter(({ comment }) => comment === '')).toEqual([])
})

function document(): string {
  const sections = SECTIONS.map(section)
  const general = options().filter(({ name }) => SECTIONS.every(({ definition }) => definition.option !== name))
  const members = [...SECTIONS.map(membersOf).flatMap(({ keys, calls }) => [...keys, ...calls]), ...general]
  return `# Headers

Every header that Secure writes, in the order of the wire. Browsers are those of ${registry.meta.generated.slice(0, 7)}
(Chrome ${registry.meta.currentBrowsers.chrome.split(' ')[0]}, Firefox ${registry.meta.currentBrowsers.firefox.split(' ')[0]}, Safari ${registry.meta.currentBrowsers.safari.split(' ')[0]}); a number is the first version that acts on the header ([where a browser
did otherwise](browser-support.md#where-that-differs-from-the-data)).

${table(
  ['header', 'option', 'by default', '`true` sends', 'Chrome', 'Firefox', 'Safari'],
  SECTIONS.map(({ definition }) => [
    `[${definition.header}](#${anchor(definition.header)})`,
    `\`${definition.option}\``,
    definition.onByDefault ? 'sent' : definition.overrideOnly ? 'overrides only' : '–',
    definition.default === undefined ? 'refused: no default' : code(shorten(definition.default)),
    ...browsers(registered(definition.header)?.support),
  ]),
)}

Of the [forms of an option](guide.md#five-forms-of-an-option), the sections say what plain data and the builder take; every option also takes the raw
value as a string.

## Beside the headers

${table(['option', ''], general.map(cells))}

${table(['plain data of `reporting`', ''], dataKeys('reporting').map(cells))}

${table(['methods of `CustomHeaders`', ''], methods('CustomHeaders').map(cells))}

${sections.join('\n\n')}

## CSP directives

Methods of \`ContentSecurityPolicy\`, and keys of its plain data.

${table(
  ['directive', 'what it governs', 'Chrome', 'Firefox', 'Safari'],
  comments('csp-directives').map(([method, comment]) => {
    const directive = registry.csp.directives.find(({ name }) => name === kebab(method))
    return [code(kebab(method)), comment, ...browsers((directive as Registered | undefined)?.support)]
  }),
)}

## CSP fragments

What services need, in \`@secure/core/fragments\`: \`new ContentSecurityPolicy(…).merge(stripe, googleFonts)\`.

${table(
  ['fragment', 'for', 'allows'],
  Object.entries(fragments).map(([name, allowed]) => [
    code(name),
    fragmentComment(name),
    Object.entries(allowed)
      .map(([directive, hosts]) => code(`${directive} ${hosts.join(' ')}`))
      .join(', '),
  ]),
)}

## Permissions-Policy features

Methods of \`PermissionsPolicy\`, and keys of its plain data, each with an [\`Allowlist\`](#types): \`[]\` for nobody, \`'self'\`, \`'*'\`, a list such
as \`['self', 'https://maps.example']\`, or \`{ allowlist, reportTo }\` with an endpoint for its reports. Chromium is the only engine that
reads the header.

${table(
  ['feature', 'what it is', 'Chrome'],
  comments('permissions-policy-features').map(([method, comment]) => {
    const feature = registry.permissionsPolicy.features.find(({ name }) => name === kebab(method))
    return [code(kebab(method)), comment, browsers((feature as Registered | undefined)?.support)[0] ?? '']
  }),
)}

## Types

Names that stand in the tables above.

${table(
  ['type', 'is', ''],
  typesNamedIn(members.map(({ text }) => text)).map(({ name, text, comment }) => [code(name), code(text), comment]),
)}
`
}

function cells({ text, comment }: Member): string[] {
  return [code(text), comment]
}

function section(headerClass: HeaderClass): string {
  const { definition } = headerClass
  const { header, option, several } = definition
  const entry = registered(header)
  const reportOnly = registered(`${header}-Report-Only`)
  const comment = optionComment(option)
  return `## ${header}

${sentence(comment)}

${table(
  ['', ''],
  [
    ['sent by `secure()`', definition.onByDefault ? `yes: ${code(definition.default ?? '')}` : 'no'],
    ['`true` sends', definition.default === undefined ? 'refused: it has no default' : code(definition.default)],
    ['status', entry?.status ?? 'not registered'],
    ['browsers', named(entry?.support)],
    ...valuesOf(definition),
    ...(several === undefined ? [] : [['report-only form', `\`${header}-Report-Only\`: ${named(reportOnly?.support)}`]]),
    ['specification', `<${/@see (https:\S+)/.exec(comment)?.[1]}>`],
    ...(LISTS[option] ?? []).map((heading) => ['see also', `[${heading}](#${anchor(heading)})`]),
  ],
)}${members(headerClass)}`
}

function valuesOf(definition: HeaderClass['definition']): string[][] {
  const { values } = definition as Partial<ValueDefinition>
  return values === undefined ? [] : [['values', values.map(code).join(', ')]]
}

/** The tables of their own, below, by option. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  csp: ['CSP directives', 'CSP fragments'],
  permissions: ['Permissions-Policy features'],
}

/** What stands in one of them. */
const LISTED = new Set([...Object.keys(directives), ...Object.keys(features)].flatMap((name) => [name, kebab(name)]))

function members(header: HeaderClass): string {
  const { keys, calls, name } = membersOf(header)
  const list = (title: string, rows: string[][]) => (rows.length === 0 ? '' : `\n\n${table([title, ''], rows)}`)
  return `${list('plain data', keys.map(cells))}${list(`methods of \`${name}\``, calls.map(cells))}`
}

function membersOf(header: HeaderClass): { readonly name: string; readonly keys: Member[]; readonly calls: Member[] } {
  const { name } = header as unknown as { readonly name: string }
  const { option } = header.definition
  const isListed = (member: Member) => option in LISTS && LISTED.has(member.name)
  const builder = methods(name)
  const keys = dataKeys(option)
    .filter((key) => !isListed(key))
    .map((key) => ({
      ...key,
      comment: key.comment || (builder.find((one) => kebab(one.name) === kebab(key.name))?.comment ?? ''),
    }))
  return { name, keys, calls: builder.filter((method) => !isListed(method)) }
}

/** What an editor shows for the option: from the emitted types, so that it is known to be there. */
function optionComment(option: string): string {
  const folder = new URL('../packages/core/dist/headers/', import.meta.url)
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.d.ts'))) {
    const text = readFileSync(new URL(file, folder), 'utf8')
    const comment = [...text.matchAll(/\/\*\*((?:(?!\*\/).)*)\*\/\s+(\w+)\?:/gs)].find(([, , name]) => name === option)?.[1]
    if (comment !== undefined) return comment
  }
  throw new Error(`the emitted types have no comment for ${option}`)
}

/** The rows of a table in the emitted types, each with its comment. */
function comments(file: string): readonly (readonly [method: string, comment: string])[] {
  const text = readFileSync(new URL(`../packages/core/dist/headers/${file}.d.ts`, import.meta.url), 'utf8')
  const rows = [...text.matchAll(/\/\*\*((?:(?!\*\/).)*)\*\/\s+readonly (\w+): ['"]/gs)]
  expect(rows.length).toBeGreaterThan(20)
  return rows.map(([, comment = '', method = '']) => [method, sentence(comment)])
}

function fragmentComment(name: string): string {
  const text = readFileSync(new URL('../packages/core/dist/fragments.d.ts', import.meta.url), 'utf8')
  const [, comment = ''] = new RegExp(`/\\*\\*((?:(?!\\*/).)*)\\*/\\s+export declare const ${name}\\b`, 's').exec(text) ?? []
  return sentence(comment)
}

function sentence(comment: string): string {
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\* ?/, '').trim())
  const [deprecated] = lines.filter((line) => line.startsWith('@deprecated'))
  const text = lines.filter((line) => line !== '' && !line.startsWith('@')).join(' ')
  return deprecated === undefined ? text.trim() : `${text.trim()} **Deprecated:** ${deprecated.replace('@deprecated ', '')}`
}

function registered(header: string): Registered | undefined {
  return HEADERS.find(({ name }) => name === header)
}

/** Chrome, Firefox, Safari. */
function browsers(support: unknown): readonly string[] {
  if (typeof support !== 'object' || support === null) return ['?', '?', '?']
  return ['chrome', 'firefox', 'safari'].map((browser) => {
    const version = (support as Record<string, unknown>)[browser]
    return version === false ? 'no' : version === undefined ? '?' : String(version)
  })
}

function named(support: unknown): string {
  if (typeof support === 'string' || support === undefined) return 'not recorded in browser-compat-data'
  const [chrome, firefox, safari] = browsers(support)
  return `Chrome ${chrome} · Firefox ${firefox} · Safari ${safari}`
}

function code(text: string): string {
  return text === '' ? '' : text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(head),
    line(head.map(() => '---')),
    ...rows.map((row) => line(row.map((cell) => cell.replaceAll('|', '\\|')))),
  ].join('\n')
}
