import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { HEADER_CLASSES } from '../header-classes.js'
import { Header } from './header.js'
import * as all from './index.js'

const folder = new URL('.', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8')
const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
const headers = files.filter((name) => read(name).includes('static readonly definition'))
const builders = files.filter((name) => /^export (?:abstract )?class .* extends \w*Header\b/m.test(read(name)))

/** The members of a builder, in their order. */
const MEMBERS = {
  definition: /^static readonly definition/,
  state: /^(?:declare )?readonly /,
  constructor: /^constructor\(/,
  statics: /^static \w/,
  'methods of its own': /^(?!(?:set|replace|remove)\(|override |protected |get #|#|static )/,
  set: /^set\(/,
  replace: /^replace\(/,
  remove: /^remove\(/,
  fields: /^override fields\(/,
  toJSON: /^override toJSON\(/,
  inherited: /^override inherited\(/,
  reporting: /^override (?:reportingTo|group)\(/,
  private: /^(?:protected |get #|#)/,
  'derived methods': /^static \{/,
}

function membersOf(source: string): readonly string[] {
  const [body = ''] = /^export (?:abstract )?class .*?^\}/ms.exec(source) ?? []
  const lines = [...body.matchAll(/^ {2}([a-z#].*)$/gm)].map(([, line = '']) => line)
  return lines.map((line) => Object.entries(MEMBERS).find(([, pattern]) => pattern.test(line))?.[0] ?? line)
}

describe('a header', () => {
  it('is one file, one export and one place on the wire', () => {
    const lines = [...read('index.ts').matchAll(/^export \* from '\.\/(.+)\.js'$/gm)].map(([, name]) => `${name}.ts`)
    expect(lines).toEqual(headers)
    const exported = Object.values(all as Record<string, unknown>).filter(
      (value) => typeof value === 'function' && value.prototype instanceof Header,
    )
    expect(new Set(HEADER_CLASSES)).toEqual(new Set(exported))
    expect(HEADER_CLASSES).toHaveLength(headers.length)
  })

  it('has its test beside it', () => {
    expect(headers.filter((name) => !readdirSync(folder).includes(name.replace('.ts', '.test.ts')))).toEqual([])
  })

  it.each(builders)('%s has its members in the same order as the others', (file) => {
    const members = membersOf(read(file))
    const inOrder = Object.keys(MEMBERS).flatMap((kind) => members.filter((member) => member === kind))
    expect(members.length).toBeGreaterThan(0)
    expect(members).toEqual(inOrder)
  })

  it.each(builders)('%s checks before it parses, and parses before it serializes', (file) => {
    const functions = [...read(file).matchAll(/^function (check|parse|serialize)\(/gm)].map(([, name]) => name)
    expect(functions).toEqual(['check', 'parse', 'serialize'].filter((name) => functions.includes(name)))
  })

  it.each(HEADER_CLASSES.map(({ definition }) => definition))(
    '$option has its option and documentation in its own file',
    (definition) => {
      const { option, header } = definition
      const own = headers.find((name) => read(name).includes(`option: '${option}'`)) ?? ''
      const others = files.filter((name) => name !== own && header !== '' && read(name).includes(`header: '${header}'`))
      expect(others).toEqual([])
      const commented = [...read(own).matchAll(/\/\*\*(.*?)\*\/\s+(\w+)\?:/gs)]
      const comment = commented.find(([, , name]) => name === option)?.[1] ?? ''
      expect(comment).toContain(header)
      expect(comment).toMatch(header === '' ? /./ : /@see https:/)
    },
  )
})
