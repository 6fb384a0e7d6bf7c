import { describe, expect, it } from 'vitest'
import * as fragments from './fragments.js'
import { ContentSecurityPolicy, type ContentSecurityPolicyData } from './headers/content-security-policy.js'
import { NONCE, NONE, SELF, STRICT_DYNAMIC } from './headers/source-expression.js'
import { strict } from './presets/index.js'
import { Secure } from './secure.js'

const merged = (policy: ContentSecurityPolicyData, ...data: ContentSecurityPolicyData[]) =>
  new ContentSecurityPolicy(policy).merge(...data).toString()
const HASH = `'sha256-${'A'.repeat(43)}='`
const fonts = { 'font-src': ['https://fonts.example'] }

describe('merge', () => {
  it.each<[what: string, policy: ContentSecurityPolicyData, data: ContentSecurityPolicyData, written: string]>([
    ['adds to a directive', { 'font-src': [SELF] }, fonts, "font-src 'self' https://fonts.example"],
    ['starts from the fallback', { 'default-src': [SELF] }, fonts, "default-src 'self'; font-src 'self' https://fonts.example"],
    ['lets none give way', { 'font-src': [NONE] }, fonts, 'font-src https://fonts.example'],
    [
      'lets none of the fallback give way',
      { 'default-src': [NONE] },
      fonts,
      "default-src 'none'; font-src https://fonts.example",
    ],
    ['leaves alone what is not restricted', { 'img-src': [SELF] }, fonts, "img-src 'self'"],
    ['says nothing twice', { 'font-src': ['https://fonts.example'] }, fonts, 'font-src https://fonts.example'],
    [
      'goes by the nearest fallback',
      { 'default-src': [NONE], 'child-src': [SELF] },
      { 'frame-src': ['https://f.example'] },
      "default-src 'none'; child-src 'self'; frame-src 'self' https://f.example",
    ],
    [
      'does not take from workers what script-src gave them',
      { 'default-src': [SELF], 'script-src': [SELF, 'https://w.example'] },
      { 'child-src': ['https://c.example'] },
      "default-src 'self'; script-src 'self' https://w.example; child-src 'self' https://c.example; worker-src 'self' https://w.example https://c.example",
    ],
    [
      'says of workers what the data say, in any order',
      { 'script-src': [SELF] },
      { 'child-src': ['https://c.example'], 'worker-src': ['https://w.example'] },
      "script-src 'self'; worker-src 'self' https://w.example",
    ],
    [
      'gives workers what the data give scripts, in any order',
      { 'default-src': [SELF] },
      { 'child-src': ['https://c.example'], 'script-src': ['https://s.example'] },
      "default-src 'self'; child-src 'self' https://c.example; script-src 'self' https://s.example; worker-src 'self' https://s.example https://c.example",
    ],
    [
      'gives workers no more than script-src and the data do',
      { 'default-src': [SELF], 'script-src': [NONE] },
      { 'child-src': ['https://c.example'] },
      "default-src 'self'; script-src 'none'; child-src 'self' https://c.example; worker-src https://c.example",
    ],
    [
      'says of workers what the data say, where both fall back',
      { 'default-src': [SELF], 'script-src': ['https://s.example'] },
      { 'child-src': ['https://c.example'], 'worker-src': ['https://w.example'] },
      "default-src 'self'; script-src https://s.example; child-src 'self' https://c.example; worker-src https://s.example https://w.example",
    ],
    [
      'leaves worker-src alone where it is set',
      { 'default-src': [SELF], 'script-src': [SELF], 'worker-src': [NONE] },
      { 'child-src': ['https://c.example'] },
      "default-src 'self'; script-src 'self'; worker-src 'none'; child-src 'self' https://c.example",
    ],
    [
      'allows workers that only script-src restricts, and leaves frames alone',
      { 'script-src': [SELF] },
      { 'child-src': ['https://c.example'] },
      "script-src 'self'; worker-src 'self' https://c.example",
    ],
    [
      'goes to the elements where they have a directive of their own',
      { 'script-src': [NONE], 'script-src-elem': [NONCE, STRICT_DYNAMIC] },
      { 'script-src': ['https://s.example'] },
      "script-src 'none'; script-src-elem 'nonce-{nonce}' 'strict-dynamic' https://s.example",
    ],
    [
      'keeps in script-src what means nothing for elements',
      { 'script-src': [NONE], 'script-src-elem': [NONCE] },
      { 'script-src': ['https://s.example', "'wasm-unsafe-eval'"] },
      "script-src 'wasm-unsafe-eval'; script-src-elem 'nonce-{nonce}' https://s.example",
    ],
    [
      'gives attributes what is for them',
      { 'style-src': [SELF], 'style-src-elem': [SELF] },
      { 'style-src': ["'unsafe-inline'"] },
      "style-src 'self' 'unsafe-inline'; style-src-elem 'self' 'unsafe-inline'",
    ],
    [
      'gives it to their own directive where there is one',
      { 'style-src': [SELF], 'style-src-elem': [SELF], 'style-src-attr': [NONE] },
      { 'style-src': ["'unsafe-inline'"] },
      "style-src 'self'; style-src-elem 'self' 'unsafe-inline'; style-src-attr 'unsafe-inline'",
    ],
    [
      'gives handlers their hashes',
      { 'script-src': [NONE], 'script-src-elem': [SELF] },
      { 'script-src': ["'unsafe-hashes'", HASH] },
      `script-src 'unsafe-hashes' ${HASH}; script-src-elem 'self' 'unsafe-hashes' ${HASH}`,
    ],
    ['replaces what has one value', { 'img-src': [SELF], 'report-to': 'a' }, { 'report-to': 'b' }, "img-src 'self'; report-to b"],
    [
      'does not open what has no fallback',
      { 'default-src': [SELF] },
      { 'form-action': ['https://a.example'] },
      "default-src 'self'",
    ],
  ])('%s', (_, policy, data, written) => {
    expect(merged(policy, data)).toBe(written)
  })

  it.each<[what: string, data: ContentSecurityPolicyData]>([
    ['of styles', { 'style-src': ["'unsafe-inline'"], 'style-src-elem': ['https://a.example'] }],
    ['of scripts', { 'script-src': ['https://a.example'], 'script-src-elem': ['https://b.example'] }],
    ['of what falls back', { 'default-src': ['https://a.example'], 'child-src': ['https://b.example'], 'frame-src': [SELF] }],
  ])('gives the same result in any order %s', (_, data) => {
    const sorted = (policy: string) =>
      policy
        .split('; ')
        .map((directive) => directive.split(' ').sort().join(' '))
        .sort()
    const backwards = Object.fromEntries(Object.entries(data).reverse())
    for (const start of [{ 'default-src': [NONE] }, { 'default-src': [SELF], 'script-src': [SELF] }]) {
      expect(sorted(merged(start, backwards))).toEqual(sorted(merged(start, data)))
    }
  })

  it('allows what each of several arguments allows', () => {
    const [child, frame] = [{ 'child-src': ['https://b.example'] }, { 'frame-src': ['https://c.example'] }]
    expect(merged({ 'default-src': [SELF] }, child, frame)).toContain("frame-src 'self' https://b.example https://c.example")
    const worker = { 'worker-src': ['https://c.example'] }
    const scripts = { 'default-src': [SELF], 'script-src': ['https://a.example'] }
    expect(merged(scripts, child, worker)).toContain('worker-src https://a.example https://b.example https://c.example')
  })

  it('extends the default of an untouched builder', () => {
    expect(new ContentSecurityPolicy().merge({ 'script-src': ['https://s.example'] }).toString()).toBe(
      "script-src 'self' https://s.example; object-src 'self'",
    )
  })

  it('keeps report-only, and does not change the builder', () => {
    const start = new ContentSecurityPolicy({ 'font-src': [SELF], reportOnly: true })
    expect(start.merge(fonts).fields()[0]?.name).toBe('Content-Security-Policy-Report-Only')
    expect(start.toString()).toBe("font-src 'self'")
  })

  it('adds nothing for data that says nothing', () => {
    const start = new ContentSecurityPolicy({ 'font-src': [SELF] })
    expect(start.merge({}, { 'img-src': false }, { reportOnly: true }).toJSON()).toEqual({ 'font-src': [SELF] })
  })

  it('shows where a mistake is', () => {
    expect(() => merged({ 'font-src': [SELF] }, fonts, { 'font-src': ['self'] })).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_UNQUOTED_KEYWORD', path: 'merge[1].font-src[0]' }),
    )
  })
})

describe.each(Object.entries(fragments))('the fragment %s', (_, fragment) => {
  it('is plain data of https sources', () => {
    expect(JSON.parse(JSON.stringify(fragment))).toEqual(fragment)
    for (const sources of Object.values(fragment)) for (const source of sources) expect(source).toMatch(/^https:\/\//)
  })

  it('merges into a preset, and each source is in force for its directive', () => {
    const csp = new ContentSecurityPolicy(strict.csp).merge(fragment).toString()
    for (const sources of Object.values(fragment)) for (const source of sources) expect(csp).toContain(` ${source}`)
  })
})

it('fragments go together, in an override too', () => {
  const { stripe, googleFonts } = fragments
  const together = new ContentSecurityPolicy(strict.csp).merge(stripe, googleFonts).toString()
  expect(new Secure(strict).with({ csp: (csp) => csp.merge(stripe, googleFonts) }).entries()).toContainEqual([
    'Content-Security-Policy',
    together.replace("'nonce-{nonce}' ", '').replace("'nonce-{nonce}'", '').replace('  ', ' '),
  ])
})
