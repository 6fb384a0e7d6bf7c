import { describe, expect, it } from 'vitest'
import { HEADER_CLASSES } from '../header-classes.js'
import type { OverrideOptions, SecureOptions } from '../options.js'
import { readOption } from '../reading/read-option.js'
import { Secure } from '../secure.js'
import { CacheControl } from './cache-control.js'
import { ContentSecurityPolicy } from './content-security-policy.js'
import { CustomHeaders } from './custom-headers.js'
import { DocumentPolicy } from './document-policy.js'
import type { Header, HeaderClass } from './header.js'
import { PermissionsPolicy } from './permissions-policy.js'
import { ReferrerPolicy } from './referrer-policy.js'
import { ReportTo } from './report-to.js'
import { ReportingEndpoints } from './reporting-endpoints.js'
import { SELF } from './source-expression.js'
import { StrictTransportSecurity } from './strict-transport-security.js'

const named = HEADER_CLASSES.map((header) => [header.definition.option, header] as const)
const withDefault = named.filter(([, header]) => header.definition.default !== undefined)

/** An untouched builder or, where there is no default, one that says something. */
function sample(header: HeaderClass): Header {
  if (header.definition.default !== undefined) return readOption(header, true)[0] as Header
  if (header.definition.option === 'custom') return new CustomHeaders({ 'X-A': '1' })
  if (header.definition.option === 'reportingEndpoints') return new ReportingEndpoints({ a: 'https://r.example' })
  if (header.definition.option === 'documentPolicy') return new DocumentPolicy({ 'sync-xhr': false })
  if (header.definition.option === 'reportTo') return new ReportTo(1, false, 'a', { url: 'https://r.example' })
  throw new Error(`${header.definition.option} needs a sample here`)
}

/** Every public method of the builder, including those of its base classes. */
function methodsOf(builder: Header): string[] {
  const names = new Set<string>()
  for (let at: object = builder; at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
      if (typeof value === 'function' && !NOT_PUBLIC.includes(name)) names.add(name)
    }
  }
  return [...names]
}

const NOT_PUBLIC = ['constructor', 'reportingTo', 'with', 'only']

const ARGUMENTS: readonly unknown[][] = [
  [],
  [60],
  ['self'],
  ["'self'"],
  ['X-B', 'b'],
  ['includeSubDomains'],
  ['camera'],
  ['script-src'],
]
/** What the methods of `custom` take: they are keyed by what the user has, not by a table. */
const NAMES = ARGUMENTS.filter(([name]) => typeof name === 'string')

describe('the list of headers', () => {
  it('has each option and each header once', () => {
    for (const key of ['option', 'header'] as const) {
      const values = HEADER_CLASSES.map(({ definition }) => definition[key].toLowerCase())
      expect(new Set(values).size).toBe(values.length)
    }
  })
})

describe.each(named)('the builder of %s', (option, header) => {
  it('is frozen', () => {
    expect(Object.isFrozen(sample(header))).toBe(true)
  })

  it('is not changed by any of its methods', () => {
    const builder = sample(header)
    const before = JSON.stringify([builder.fields(), builder])
    for (const name of methodsOf(builder)) {
      for (const args of option === 'custom' ? NAMES : ARGUMENTS) {
        try {
          ;(builder as unknown as Record<string, (...args: unknown[]) => unknown>)[name]?.(...args)
        } catch (error) {
          expect(error).toMatchObject({ name: 'SecureHeadersError' })
        }
        expect(JSON.stringify([builder.fields(), builder])).toBe(before)
      }
    }
  })

  it('writes fields of printable ASCII', () => {
    for (const { name, value } of sample(header).fields()) {
      expect(name).toMatch(/^[\w-]+$/)
      expect(value).toMatch(/^[\t\x20-\x7e]+$/)
    }
  })

  it('inherits what it writes', () => {
    const value = sample(header).toString()
    expect(value).not.toBe('')
    expect(sample(header).inherited().toString()).toBe(value)
  })

  it('comes back from its own JSON', () => {
    const builder = sample(header)
    const [again] = readOption(header, JSON.parse(JSON.stringify(builder)))
    expect(again?.fields()).toEqual(builder.fields())
    expect(JSON.stringify(again)).toBe(JSON.stringify(builder))
  })

  it('is refused as a spread, which has lost what the builder was told', () => {
    expect(() => readOption(header, { ...sample(header) })).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: '' }),
    )
  })

  it('is accepted by its own option, and by no other', () => {
    const builder = sample(header)
    expect(readOption(header, builder)).toEqual([builder])
    for (const [other, its] of named) {
      if (other === option) continue
      expect(() => readOption(its, builder)).toThrow(expect.objectContaining({ code: 'ERR_SECURE_TYPE' }))
    }
  })
})

describe.each(named.filter(([, { definition }]) => definition.several !== undefined))('plain data of %s', (option, header) => {
  it.each([null, false, undefined])('enforces the policy where reportOnly is %s', (reportOnly) => {
    const data = sample(header).toJSON()
    const whole = typeof data === 'object' ? { ...data, reportOnly } : { policy: data, reportOnly }
    expect(new Secure({ [option]: whole } as SecureOptions).entries()).toEqual(new Secure({ [option]: data }).entries())
  })
})

describe('plain data', () => {
  it.each<SecureOptions>([
    { hsts: { maxAge: 60 } },
    { csp: { 'img-src': [SELF], customDirectives: { 'x-src': ['a'] } } },
    { cache: { noStore: true } },
    { permissions: { camera: [], customFeatures: { x: [] } } },
    { documentPolicy: { 'sync-xhr': false, customPoints: { x: true } } },
    { custom: { 'X-A': '1' } },
    { reporting: { url: '/r' } },
  ])('says nothing where it is undefined: %j', (options) => {
    const withUndefined = (data: object): object =>
      Object.fromEntries([
        ...Object.entries(data).map(([key, value]) => [
          key,
          Object(value) === value && !Array.isArray(value) ? withUndefined(value) : value,
        ]),
        ['not-there', undefined],
      ])
    expect(new Secure(withUndefined(options)).entries()).toEqual(new Secure(options).entries())
  })
})

describe('names that this version does not know', () => {
  it.each<SecureOptions>([
    { csp: { 'img-src': [SELF], customDirectives: false } },
    { csp: { 'img-src': [SELF], customDirectives: null } },
    { permissions: { camera: [], customFeatures: false } },
    { permissions: { camera: [], customFeatures: null } },
    { documentPolicy: { 'sync-xhr': false, customPoints: false } },
    { documentPolicy: { 'sync-xhr': false, customPoints: null } },
    { cache: { noStore: true, customDirectives: false } },
    { cache: { noStore: true, customDirectives: null } },
  ])('are left out in %j', (options) => {
    const [[option, data]] = Object.entries(options) as [[string, object]]
    const [[known, value]] = Object.entries(data) as [[string, unknown]]
    expect(new Secure(options).entries()).toEqual(new Secure({ [option]: { [known]: value } }).entries())
  })
})

/** Adds to every list in a value that allows it. */
function pushInto(value: unknown): void {
  if (Array.isArray(value) && !Object.isFrozen(value)) value.push('x\r\nX: y')
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) pushInto(inner)
}

describe('the JSON of a builder', () => {
  it.each<[option: string, make: () => Header]>([
    ['csp', () => new ContentSecurityPolicy().scriptSrc(SELF)],
    ['permissions', () => new PermissionsPolicy().camera('self')],
    ['reportTo', () => new ReportTo(1, false, 'a', { url: 'https://r.example' })],
  ])('cannot be used to change %s', (_, make) => {
    const builder = make()
    const before = JSON.stringify(builder)
    pushInto(builder.toJSON())
    expect(JSON.stringify(builder)).toBe(before)
  })
})

describe('a method that takes a name', () => {
  it.each<[option: string, method: string, call: (name: never) => unknown]>([
    ['hsts', 'remove', (name) => new StrictTransportSecurity().remove(name)],
    ['cache', 'remove', (name) => new CacheControl().remove(name)],
    ['referrer', 'remove', (name) => new ReferrerPolicy().remove(name)],
    ['csp', 'remove', (name) => new ContentSecurityPolicy().remove(name)],
    ['csp', 'replace', (name) => new ContentSecurityPolicy().replace(name, SELF)],
    ['permissions', 'remove', (name) => new PermissionsPolicy().remove(name)],
    ['permissions', 'replace', (name) => new PermissionsPolicy().replace(name)],
    ['custom', 'remove', (name) => new CustomHeaders({}).remove(name)],
    ['custom', 'set', (name) => new CustomHeaders({}).set(name, 'a')],
  ])('refuses anything that is not a name: %s.%s', (_, method, call) => {
    for (const name of [Object.create(null), { toString: () => expect.unreachable() }, Symbol('a'), 1, null, undefined]) {
      expect(() => call(name as never)).toThrow(expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: method }))
    }
  })
})

describe.each(withDefault)('the option %s', (option, header) => {
  it('sends the default for true, an untouched builder and the documented text', () => {
    const untouched = new (header as unknown as new () => Header)()
    expect(untouched.toString()).toBe(header.definition.default)
    expect(untouched.fields()[0]?.name).toBe(header.definition.header)
    for (const value of [true, untouched, header.definition.default]) {
      const policy = header.definition.overrideOnly
        ? new Secure().with({ [option]: value } as OverrideOptions)
        : new Secure({ [option]: value } as SecureOptions)
      expect(policy.headers()[header.definition.header]).toBe(header.definition.default)
    }
  })

  it('sends nothing for false and null', () => {
    for (const value of [false, null]) {
      expect(new Secure({ [option]: value } as SecureOptions).headers()).not.toHaveProperty(header.definition.header)
    }
  })

  it('is on by default where its definition says so', () => {
    expect(Object.hasOwn(new Secure().headers(), header.definition.header)).toBe(header.definition.onByDefault)
  })
})
