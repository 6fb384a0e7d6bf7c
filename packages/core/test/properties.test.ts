import parseCsp from 'content-security-policy-parser'
import fc from 'fast-check'
import { type BareItem, parseDictionary, parseItem, parseList, Token } from 'structured-headers'
import { describe, expect, it, vi } from 'vitest'
import { kebab } from '../src/case.js'
import { HEADER_CLASSES } from '../src/header-classes.js'
import { directives } from '../src/headers/csp-directives.js'
import { FEATURE_NAMES, features } from '../src/headers/permissions-policy-features.js'
import * as core from '../src/index.js'
import { compile, compileOverride, PermissionsPolicy, Secure, SecureHeadersError, type SecureOptions } from '../src/index.js'

const OPTIONS = [...HEADER_CLASSES.map(({ definition }) => definition.option), 'reporting', 'remove', 'mode']
/** What only an override may have. */
const OVERRIDE_ONLY: readonly string[] = HEADER_CLASSES.filter(({ definition }) => definition.overrideOnly).map(
  ({ definition }) => definition.option,
)
const NONCE = 'abcdefghijklmnopqrstuvwx'

// Every generated input runs once for each property; together they are well over 100,000. FUZZ_RUNS multiplies them.
const TIMES = Number(process.env.FUZZ_RUNS ?? 1)
const RUNS = {
  strings: 30_000 * TIMES,
  data: 30_000 * TIMES,
  calls: 25_000 * TIMES,
  overrides: 5_000 * TIMES,
  permissions: 15_000 * TIMES,
  csp: 10_000 * TIMES,
  sources: 10_000 * TIMES,
  again: 10_000 * TIMES,
}

// Tens of thousands of runs each, on machines that have other things to do.
vi.setConfig({ testTimeout: 120_000 * TIMES })

/** What breaks headers, and what is part of them. */
const fragment = fc.oneof(
  fc.constantFrom(
    '\r',
    '\n',
    '\r\n',
    '\0',
    '\t',
    ' ',
    ';',
    ',',
    '=',
    '"',
    "'",
    '\\',
    ':',
    '(',
    ')',
    '*',
    '{',
    '}',
    '\x7f',
    '\x80',
    '\u2028',
  ),
  fc.constantFrom('ü', '名', '🙂', '\ud800', '’', '\u00a0', '\ufeff', '{nonce}', "'nonce-{nonce}'", '__proto__', 'constructor'),
  fc.constantFrom("'self'", "'none'", "'unsafe-inline'", 'https:', 'https://a.example', '*.a.example:8443', 'data:', 'self', '*'),
  fc.constantFrom(
    'max-age=60',
    'includeSubDomains',
    'preload',
    'no-store',
    'no-cache="a"',
    'private',
    'nosniff',
    'DENY',
    '0',
    '1; mode=block',
  ),
  fc.constantFrom(
    'default-src',
    'script-src',
    'img-src',
    'sandbox',
    'report-to',
    'camera=()',
    'camera',
    'usb=(self "https://a.example")',
  ),
  fc.constantFrom(
    'no-referrer',
    'strict-origin',
    '{"group":"a","max_age":1,"endpoints":[{"url":"https://r.example"}]}',
    'X-A',
    'enforce',
  ),
  fc.constantFrom(
    'same-origin',
    'require-corp;report-to="a"',
    '?1',
    'off',
    'none',
    'a="https://r.example"',
    'blocked-destinations=(script)',
    '"cookies"',
    'force-load-at-top',
    'sync-xhr=?0',
    '*;report-to=a',
    '(response-origin "https://a.example")',
    '{"report_to":"a","max_age":5}',
    'https://r.example/r',
    '/reports',
  ),
  fc.string({ maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
)
const text = fc.array(fragment, { maxLength: 5 }).map((fragments) => fragments.join(''))
const spaced = fc.array(fragment, { maxLength: 6 }).map((fragments) => fragments.join(' '))
const list = fc.array(fragment, { maxLength: 4 }).map((fragments) => fragments.join('; '))
const anyText = fc.oneof(fragment, text, spaced, list)

const scalar = fc.oneof(fc.boolean(), fc.constant(null), fc.constant(undefined), fc.integer(), fc.double(), fc.bigInt(), anyText)
const anything = fc.anything({
  key: anyText,
  values: [scalar],
  maxDepth: 3,
  maxKeys: 4,
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withObjectString: true,
  withTypedArray: true,
})

const key = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...Object.keys(directives).map(kebab), 'reportOnly', 'customDirectives') },
  { weight: 5, arbitrary: fc.constantFrom(...FEATURE_NAMES.slice(0, 40), 'customFeatures', 'allowlist', 'reportTo') },
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      'maxAge',
      'includeSubDomains',
      'preload',
      'secureOnly',
      'noStore',
      'noCache',
      'private',
      'sMaxAge',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('group', 'max_age', 'endpoints', 'include_subdomains', 'url', 'priority', 'weight', 'X-A', 'Via'),
  },
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      'policy',
      'reportOnly',
      'blocked-destinations',
      'sources',
      'allowlist',
      'redirects',
      'force-load-at-top',
      'customPoints',
      'report_to',
      'success_fraction',
      'request_headers',
      'default',
    ),
  },
  { weight: 1, arbitrary: anyText },
)
/** Data that looks more or less like the data of an option. */
const { data } = fc.letrec<{ data: unknown; object: Record<string, unknown> }>((tie) => ({
  data: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(scalar, { maxLength: 3 }),
    fc.array(tie('data'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(key, tie('data'), { maxKeys: 3 }),
}))
const group = fc.record({
  group: fc.oneof(fc.constantFrom('a', 'default'), anyText),
  max_age: fc.oneof(fc.nat(), scalar),
  endpoints: fc.array(fc.record({ url: fc.oneof(fc.webUrl({ validSchemes: ['https', 'http'] }), anyText) }), { maxLength: 2 }),
})
const anyData = fc.oneof(data, anything, fc.dictionary(key, data, { maxKeys: 3 }), group, fc.array(data, { maxLength: 3 }))

/** Runs something that may fail with our own error and with no other. */
function attempt<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    if (error instanceof SecureHeadersError) {
      expect(error.message).toContain(error.expected)
      return undefined
    }
    throw error
  }
}

const FIELD_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const FIELD_VALUE = /^[\t\x20-\x7e]+$/
const BLOCK = /^(?:[!#$%&'*+.^_`|~0-9A-Za-z-]+: [\t\x20-\x7e]+\r\n)*$/

/**
 * The structured fields among the headers, each with the independent parser that must accept it: browsers drop
 * those that do not parse.
 */
const STRUCTURED: Readonly<Record<string, (value: string) => unknown>> = {
  'Permissions-Policy': parseDictionary,
  'Permissions-Policy-Report-Only': parseDictionary,
  'Cross-Origin-Opener-Policy': parseItem,
  'Cross-Origin-Opener-Policy-Report-Only': parseItem,
  'Cross-Origin-Embedder-Policy': parseItem,
  'Cross-Origin-Embedder-Policy-Report-Only': parseItem,
  'Document-Isolation-Policy': parseItem,
  'Document-Isolation-Policy-Report-Only': parseItem,
  'Origin-Agent-Cluster': parseItem,
  'Reporting-Endpoints': parseDictionary,
  'Integrity-Policy': parseDictionary,
  'Integrity-Policy-Report-Only': parseDictionary,
  'Document-Policy': parseDictionary,
  'Document-Policy-Report-Only': parseDictionary,
  'Connection-Allowlist': parseList,
  'Connection-Allowlist-Report-Only': parseList,
  'Clear-Site-Data': parseList,
  NEL: JSON.parse,
}

/** A policy of one option, even of one that only overrides have. */
function policyOf(option: string, value: unknown): Secure {
  const options = { [option]: value } as SecureOptions
  return OVERRIDE_ONLY.includes(option) ? new Secure().with(options) : new Secure(options)
}

/** Holds for every policy that could be made. */
function checkPolicy(policy: Secure): void {
  const custom = new Set(Object.keys((policy.toJSON() as { custom?: object }).custom ?? {}))
  for (const [name, value] of [...policy.entries(), ...policy.entries(NONCE)]) {
    if (!FIELD_NAME.test(name) || !FIELD_VALUE.test(value)) throw new Error(`${JSON.stringify(name)}: ${JSON.stringify(value)}`)
    if (Object.hasOwn(STRUCTURED, name) && !custom.has(name)) STRUCTURED[name]?.(value)
  }
  if (policy.headers()['Clear-Site-Data'] !== undefined) return
  const { alone } = compile(policy)
  for (const form of [0, 1, 2] as const) {
    const block = alone.block(form, NONCE, false)
    if (!BLOCK.test(block)) throw new Error(JSON.stringify(block))
  }
}

/** The generators are worth their while when much of what they make is not refused out of hand. */
function expectMany(accepted: number): void {
  expect(accepted).toBeGreaterThan(500)
}

describe('whatever is given', () => {
  it('as text makes an error of ours or a clean header', () => {
    let accepted = 0
    fc.assert(
      fc.property(fc.constantFrom(...OPTIONS), anyText, (option, raw) => {
        const policy = attempt(() => policyOf(option, raw))
        if (policy === undefined) return
        accepted++
        checkPolicy(policy)
      }),
      { numRuns: RUNS.strings },
    )
    expectMany(accepted)
  })

  it('as data makes an error of ours or a clean header, and comes back from JSON as it was', () => {
    let accepted = 0
    fc.assert(
      fc.property(fc.constantFrom(...OPTIONS), anyData, (option, value) => {
        const policy = attempt(() => policyOf(option, value))
        if (policy === undefined) return
        accepted++
        checkPolicy(policy)
        const again = new Secure().with(JSON.parse(JSON.stringify(policy)))
        expect(again.entries()).toEqual(policy.entries())
      }),
      { numRuns: RUNS.data },
    )
    expectMany(accepted)
  })

  it('as all the options makes an error of ours or clean headers', () => {
    fc.assert(
      fc.property(
        anything,
        fc.dictionary(fc.oneof(fc.constantFrom(...OPTIONS), anyText), anyData, { maxKeys: 3 }),
        (odd, options) => {
          for (const given of [odd, options]) {
            const policy = attempt(() => new Secure(given as SecureOptions))
            if (policy !== undefined) checkPolicy(policy)
            attempt(() => compileOverride(given as SecureOptions))
          }
        },
      ),
      { numRuns: RUNS.overrides },
    )
  })

  /** Every builder that needs no data, with the methods that make another builder from it. */
  const withMethods = () =>
    HEADER_CLASSES.filter(({ definition }) => definition.default !== undefined).map((header) => {
      const builder = new (header as unknown as new () => core.Secure)() as unknown as Record<
        string,
        (...args: unknown[]) => unknown
      >
      const methods = Object.getOwnPropertyNames(header.prototype)
        .concat('set')
        .filter(
          (name) =>
            typeof builder[name] === 'function' &&
            !['constructor', 'fields', 'toJSON', 'toString', 'inherited', 'reportingTo', 'with'].includes(name),
        )
      return { option: header.definition.option, builder, methods: [...new Set(methods)] }
    })

  it('to the methods of a builder makes an error of ours or a clean header, and leaves the builder alone', () => {
    const call = fc.constantFrom(...withMethods()).chain(({ option, builder, methods }) =>
      fc.record({
        option: fc.constant(option),
        builder: fc.constant(builder),
        calls: fc.array(fc.tuple(fc.constantFrom(...methods), fc.array(fc.oneof(anyText, scalar), { maxLength: 3 })), {
          minLength: 1,
          maxLength: 3,
        }),
      }),
    )
    fc.assert(
      fc.property(call, ({ option, builder, calls }) => {
        const before = String(builder)
        let current = builder
        for (const [method, args] of calls) {
          current = (attempt(() => current[method]?.(...args)) as typeof builder | undefined) ?? current
        }
        checkPolicy(policyOf(option, current))
        expect(String(builder)).toBe(before)
      }),
      { numRuns: RUNS.calls },
    )
  })
})

describe('what was read once reads the same again', () => {
  const pieces = {
    hsts: fc.constantFrom('max-age=60', 'max-age="0"', 'includeSubDomains', 'PRELOAD'),
    csp: fc.constantFrom(
      "default-src 'self'",
      'img-src * data:',
      'SANDBOX allow-forms',
      'script-src',
      "style-src 'nonce-{nonce}'",
      'report-to a',
    ),
    referrer: fc.constantFrom('no-referrer', 'Origin', 'strict-origin'),
    cache: fc.constantFrom('no-store', 'private="a, b"', 'max-age=5', 'No-Cache=x', 's-maxage = 4'),
    permissions: fc.constantFrom(
      'camera=()',
      'usb=self',
      'midi=(self "https://a.example")',
      'hid=*;report-to=x',
      'serial=();report-to="y"',
    ),
  }
  const separators = { hsts: ';', csp: ';', referrer: ',', cache: ',', permissions: ',' } as const

  it.each(Object.keys(pieces) as (keyof typeof pieces)[])('for %s', (option) => {
    const header = HEADER_CLASSES.find(({ definition }) => definition.option === option)
    let read = 0
    fc.assert(
      fc.property(fc.array(fc.tuple(pieces[option], fc.constantFrom('', ' ', '  ')), { minLength: 1, maxLength: 5 }), (parts) => {
        const raw = parts.map(([piece, space]) => space + piece + space).join(separators[option])
        const once = attempt(() => header?.from(raw).toString())
        if (once === undefined) return
        read++
        expect(header?.from(once).toString()).toBe(once)
      }),
      { numRuns: RUNS.again / 5 },
    )
    expect(read).toBeGreaterThan(100)
  })
})

describe('a Permissions-Policy', () => {
  const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/)
  const origin = fc
    .tuple(
      fc.constantFrom('https', 'http', 'wss'),
      fc.constantFrom('', '*.'),
      label,
      label,
      fc.option(fc.integer({ min: 1, max: 65535 })),
    )
    .map(([scheme, wild, host, domain, port]) => `${scheme}://${wild}${host}.${domain}${port === null ? '' : `:${port}`}`)
    // A host that ends in a number counts as an address, and most are not valid ones.
    .filter((text) => URL.canParse(text.replace('*.', '')))
  const member = fc.oneof(fc.constantFrom('self', '*'), origin)
  const grant = fc.record({
    allowlist: fc.array(member, { maxLength: 4 }),
    reportTo: fc.option(fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,10}$/), { nil: undefined }),
  })
  const known = fc.dictionary(fc.constantFrom(...FEATURE_NAMES), grant, { maxKeys: 5 })
  const custom = fc.dictionary(fc.stringMatching(/^x-[a-z0-9-]{1,8}$/), grant, { maxKeys: 2 })

  /** What an independent parser of structured fields makes of a value. */
  function parse(value: string): Record<string, { allowlist: string[]; reportTo: string | undefined }> {
    const word = (item: BareItem) => {
      if (item instanceof Token) return item.toString()
      expect(item).toMatch(/:\/\//)
      return String(item)
    }
    const token = (item: BareItem | undefined) => {
      if (item !== undefined) expect(item).toBeInstanceOf(Token)
      return item?.toString()
    }
    return Object.fromEntries(
      [...parseDictionary(value)].map(([name, [items, parameters]]) => [
        name,
        {
          allowlist: Array.isArray(items) ? items.map(([item]) => word(item)) : [word(items)],
          reportTo: token(parameters.get('report-to')),
        },
      ]),
    )
  }

  it('parses back to what was asked for', () => {
    fc.assert(
      fc.property(known, custom, fc.boolean(), (grants, unknown, asBuilder) => {
        const all = { ...grants, ...unknown }
        fc.pre(Object.keys(all).length > 0)
        const plain = (from: typeof grants) =>
          Object.fromEntries(
            Object.entries(from).map(([name, { allowlist, reportTo }]) => [
              name,
              reportTo === undefined ? allowlist : { allowlist, reportTo },
            ]),
          )
        const policy = new PermissionsPolicy({ ...plain(grants), customFeatures: plain(unknown) })
        const expected = Object.fromEntries(
          Object.entries(all).map(([name, { allowlist, reportTo }]) => [name, { allowlist: [...new Set(allowlist)], reportTo }]),
        )
        const copy = PermissionsPolicy.from(JSON.parse(JSON.stringify(policy)))
        expect(parse((asBuilder ? copy : policy).toString())).toEqual(expected)
      }),
      { numRuns: RUNS.permissions * 0.6 },
    )
  })

  it('parses back to what the methods were called with', () => {
    const method = fc.constantFrom(...(Object.keys(features) as (keyof typeof features)[]))
    fc.assert(
      fc.property(fc.array(fc.tuple(method, fc.array(member, { maxLength: 3 })), { minLength: 1, maxLength: 5 }), (calls) => {
        let policy = new PermissionsPolicy()
        const expected: Record<string, { allowlist: string[]; reportTo: undefined }> = {}
        for (const [name, members] of calls) {
          policy = policy[name](...members)
          const before = expected[kebab(name)]?.allowlist ?? []
          expected[kebab(name)] = { allowlist: [...new Set([...before, ...members])], reportTo: undefined }
        }
        expect(parse(policy.toString())).toEqual(expected)
      }),
      { numRuns: RUNS.permissions * 0.4 },
    )
  })
})

describe('a Content-Security-Policy', () => {
  const source = fc.oneof(
    fc.constantFrom(core.SELF, core.NONE, core.UNSAFE_INLINE, core.STRICT_DYNAMIC, 'https:', 'data:', '*', core.sha256('a')),
    fc.stringMatching(/^[a-z][a-z0-9-]{0,8}\.example(:[1-9][0-9]{0,3})?$/),
    fc.stringMatching(/^https:\/\/[a-z]{1,8}\.example\/[a-zA-Z0-9._~-]{0,8}$/),
  )
  const names = Object.entries(directives).filter(([, kind]) => kind === 'sources')
  const name = fc.constantFrom(...names.map(([method]) => kebab(method as keyof typeof directives)))
  const policies = fc.array(fc.dictionary(name, fc.array(source, { maxLength: 4 }), { minKeys: 1, maxKeys: 6 }), {
    minLength: 1,
    maxLength: 3,
  })

  it('parses back, with an independent parser, to what was asked for: nothing is dropped silently', () => {
    let accepted = 0
    fc.assert(
      fc.property(policies, (csp) => {
        const policy = attempt(() => new Secure({ csp }))
        // 'none' beside others is refused, and nothing else that is generated here.
        const refused = csp.some((data) => Object.values(data).some((list) => list.includes(core.NONE) && new Set(list).size > 1))
        expect(policy === undefined).toBe(refused)
        if (policy === undefined) return
        accepted++
        const sent = policy.headers()['Content-Security-Policy']?.split(', ').map(parseCsp)
        const asked = csp.map(
          (data) =>
            new Map(Object.entries(data).map(([key, list]) => [key, list.length === 0 ? [core.NONE] : [...new Set(list)]])),
        )
        expect(sent).toEqual(asked)
      }),
      { numRuns: RUNS.csp },
    )
    expectMany(accepted)
  })
})

describe('a Content-Security-Policy without its nonce', () => {
  const sources = fc.array(
    fc.constantFrom(core.SELF, core.NONCE, core.UNSAFE_INLINE, core.UNSAFE_EVAL, core.STRICT_DYNAMIC, 'https:', 'a.example'),
    { minLength: 1, maxLength: 5 },
  )
  const policies = fc.dictionary(
    fc.constantFrom('default-src', 'script-src', 'style-src', 'script-src-elem', 'img-src'),
    sources,
    {
      minKeys: 1,
    },
  )
  const read = (policy: string) =>
    new Map(policy.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]))

  it('is never looser than with it', () => {
    fc.assert(
      fc.property(policies, (csp) => {
        const policy = new Secure({ csp })
        const nonced = read(policy.headers(NONCE)['Content-Security-Policy'] ?? '')
        const plain = read(policy.headers()['Content-Security-Policy'] ?? '')
        expect([...plain.keys()]).toEqual([...nonced.keys()])
        for (const [name, left] of plain) {
          const had = nonced.get(name) ?? []
          const bore = had.includes(`'nonce-${NONCE}'`)
          expect(left.length).toBeGreaterThan(0)
          expect(left.filter((source) => !had.includes(source) && source !== core.NONE)).toEqual([])
          expect(left.includes(core.NONE)).toBe(bore && left.length === 1 && !had.includes(left[0] ?? ''))
          if (bore && name !== 'img-src') expect(left).not.toContain(core.UNSAFE_INLINE)
          if (!bore) expect(left).toEqual(had)
        }
      }),
      { numRuns: RUNS.sources },
    )
  })
})
