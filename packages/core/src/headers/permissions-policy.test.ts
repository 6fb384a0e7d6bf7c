import registry from '@secure/platform-data/registry.json' with { type: 'json' }
import { describe, expect, it } from 'vitest'
import { kebab } from '../case.js'
import { Secure } from '../secure.js'
import { PermissionsPolicy, type PermissionsPolicyData } from './permissions-policy.js'
import { FEATURE_NAMES, features } from './permissions-policy-features.js'

const permissions = () => new PermissionsPolicy()
/** As documented. */
const DENIED =
  'accelerometer ambient-light-sensor autoplay battery camera clipboard-read clipboard-write cross-origin-isolated display-capture document-domain encrypted-media execution-while-not-rendered execution-while-out-of-viewport fullscreen gamepad geolocation gyroscope magnetometer microphone midi navigation-override payment picture-in-picture publickey-credentials-get screen-wake-lock speaker speaker-selection sync-xhr usb web-share xr-spatial-tracking'.split(
    ' ',
  )

const DROPPED = 'Chromium drops hosts with underscores, and IPv6 hosts.'

describe('the table of features', () => {
  it('has names that a structured field takes as keys', () => {
    for (const name of FEATURE_NAMES) expect(name).toMatch(/^[a-z][a-z0-9-]*$/)
    expect(new Set(FEATURE_NAMES).size).toBe(Object.keys(features).length)
  })
})

describe('PermissionsPolicy', () => {
  it('denies the 31 documented features when untouched', () => {
    expect(DENIED).toHaveLength(31)
    expect(permissions().fields()).toEqual([{ name: 'Permissions-Policy', value: DENIED.map((name) => `${name}=()`).join(', ') }])
  })

  it.each(Object.keys(features) as (keyof typeof features)[])('has %s()', (method) => {
    const name = kebab(method)
    expect(permissions()[method]().toString()).toBe(`${name}=()`)
    expect(permissions()[method]('self', 'https://a.example').toString()).toBe(`${name}=(self "https://a.example")`)
    expect(() => permissions()[method]('self', 'none')).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_ORIGIN', path: `${method}[1]` }),
    )
  })

  it.each<[calls: string, make: () => PermissionsPolicy, value: string]>([
    ['features in the order of the calls', () => permissions().usb().camera('self'), 'usb=(), camera=(self)'],
    ['everybody', () => permissions().camera('*'), 'camera=*'],
    ['everybody beside others', () => permissions().camera('self', '*'), 'camera=(self *)'],
    [
      'a repeated feature where it stood',
      () => permissions().camera('self').usb().camera('https://a.example'),
      'camera=(self "https://a.example"), usb=()',
    ],
    ['a member once', () => permissions().camera('self', 'self').camera('self'), 'camera=(self)'],
    ['an origin that came in quotes', () => permissions().camera('"https://a.example"'), 'camera=("https://a.example")'],
    ['subdomains', () => permissions().camera('https://*.a.example:8443'), 'camera=("https://*.a.example:8443")'],
    ['a scheme', () => permissions().camera('self', 'https:'), 'camera=(self "https:")'],
    ['every host and port', () => permissions().camera('https://*', 'http://*:*'), 'camera=("https://*" "http://*:*")'],
    ['every port of subdomains', () => permissions().set('camera=("https://*.a.example:*")'), 'camera=("https://*.a.example:*")'],
    ['an unknown feature', () => permissions().customFeature('future_x.1', 'self'), 'future_x.1=(self)'],
    ['an unknown one before a known one', () => permissions().customFeature('x-a').camera(), 'x-a=(), camera=()'],
    ['an unknown one replaced', () => permissions().customFeature('teleport').replace('teleport', 'self'), 'teleport=(self)'],
    ['a known one by its name', () => permissions().customFeature('camera', 'self').camera('*'), 'camera=(self *)'],
    ['set, then on', () => permissions().set('geolocation=(self)').camera(), 'geolocation=(self), camera=()'],
    ['remove', () => permissions().camera().usb().remove('camera'), 'usb=()'],
    ['remove of an unknown one', () => permissions().camera().customFeature('x').remove('x'), 'camera=()'],
    [
      'what is inherited, extended',
      () => permissions().set('camera=()').inherited().camera('self').usb(),
      'camera=(self), usb=()',
    ],
  ])('writes %s', (_, make, value) => {
    expect(make().toString()).toBe(value)
  })

  it('removes a default', () => {
    const value = permissions().remove('camera').toString()
    expect(value.split(', ')).toEqual(DENIED.filter((name) => name !== 'camera').map((name) => `${name}=()`))
  })

  it.each<[what: string, data: PermissionsPolicyData, value: string]>([
    ['lists', { camera: [], geolocation: ['self', 'https://a.example'] }, 'camera=(), geolocation=(self "https://a.example")'],
    [
      'single members',
      { camera: 'self', usb: '*', midi: 'https://a.example' },
      'camera=(self), usb=*, midi=("https://a.example")',
    ],
    ['an endpoint for reports', { camera: { allowlist: [], reportTo: 'main' } }, 'camera=();report-to=main'],
    ['an endpoint beside a single member', { camera: { allowlist: '*', reportTo: 'main' } }, 'camera=*;report-to=main'],
    ['unknown features', { camera: [], customFeatures: { future: ['self'] } }, 'camera=(), future=(self)'],
    ['only unknown features', { customFeatures: { future: '*' } }, 'future=*'],
  ])('writes plain data: %s', (_, data, value) => {
    expect(PermissionsPolicy.from(data).toString()).toBe(value)
    expect(new PermissionsPolicy(data).toString()).toBe(value)
  })

  it('skips what is undefined', () => {
    expect(PermissionsPolicy.from({ camera: undefined, usb: [] }).toString()).toBe('usb=()')
  })

  it.each<[raw: string, value: string]>([
    ['camera=()', 'camera=()'],
    ['camera=*, usb=self', 'camera=*, usb=(self)'],
    [
      'camera=(self   "https://a.example" ) ,usb=("https://*.b.example")',
      'camera=(self "https://a.example"), usb=("https://*.b.example")',
    ],
    ['camera=();report-to=main', 'camera=();report-to=main'],
    ['camera=(self);report-to="main"', 'camera=(self);report-to=main'],
    [' camera=("https://a.example") ', 'camera=("https://a.example")'],
  ])('reads %j', (raw, value) => {
    expect(PermissionsPolicy.from(raw).toString()).toBe(value)
    expect(permissions().set(raw).toString()).toBe(value)
  })

  it('keeps the reporting endpoint when a feature is extended', () => {
    expect(permissions().set('camera=();report-to=main').camera('self').toString()).toBe('camera=(self);report-to=main')
  })

  it('keeps the reporting endpoint when an allowlist is replaced', () => {
    expect(permissions().set('camera=();report-to=main').replace('camera', 'self').toString()).toBe(
      'camera=(self);report-to=main',
    )
  })

  it.each<[call: string, make: () => PermissionsPolicy, value: string]>([
    ['a feature', () => permissions().camera({ allowlist: ['self'], reportTo: 'main' }), 'camera=(self);report-to=main'],
    [
      'a feature again',
      () => permissions().camera('self').camera({ allowlist: '*', reportTo: 'b' }),
      'camera=(self *);report-to=b',
    ],
    [
      'customFeature()',
      () => permissions().customFeature('teleport', { allowlist: [], reportTo: 'main' }),
      'teleport=();report-to=main',
    ],
    [
      'replace()',
      () => permissions().set('camera=*;report-to=a').replace('camera', { allowlist: 'self', reportTo: 'b' }),
      'camera=(self);report-to=b',
    ],
  ])('takes the reporting endpoint beside the allowlist, as plain data does: %s', (_, make, value) => {
    expect(make().toString()).toBe(value)
  })

  it.each<[what: string, attempt: () => unknown, path: string, code?: string]>([
    ['a list', () => permissions().camera(['self'] as never), 'camera[0]'],
    ['an object beside a member', () => permissions().camera('self', { allowlist: [], reportTo: 'a' } as never), 'camera[1]'],
    [
      'an object without an allowlist',
      () => permissions().replace('camera', { reportTo: 'a' } as never),
      'replace.allowlist',
      'ERR_SECURE_MISSING',
    ],
    ['null', () => permissions().camera(null as never), 'camera'],
    ['a symbol', () => permissions().set(Symbol('x') as never), 'set'],
  ])('refuses %s in a call', (_, attempt, path, code = 'ERR_SECURE_TYPE') => {
    expect(attempt).toThrow(expect.objectContaining({ code, path }))
  })

  it.each<[what: string, data: unknown, code: string, path: string, fix?: unknown]>([
    ['a misspelt feature', { camra: [] }, 'ERR_SECURE_UNKNOWN_FEATURE', 'permissions.camra', 'Did you mean camera?'],
    [
      'a method’s name',
      { pictureInPicture: [] },
      'ERR_SECURE_UNKNOWN_FEATURE',
      'permissions.pictureInPicture',
      'Did you mean picture-in-picture?',
    ],
    [
      'an unknown feature',
      { 'x-unheard-of': [] },
      'ERR_SECURE_UNKNOWN_FEATURE',
      'permissions.x-unheard-of',
      expect.stringContaining('customFeature'),
    ],
    ['a misspelt feature in text', 'camra=()', 'ERR_SECURE_UNKNOWN_FEATURE', 'permissions', 'Did you mean camera?'],
    [
      'quotes round self',
      { camera: ["'self'"] },
      'ERR_SECURE_ORIGIN',
      'permissions.camera[0]',
      expect.stringContaining("Did you mean 'self'?"),
    ],
    ['quotes round self in text', 'camera=("self")', 'ERR_SECURE_ORIGIN', 'permissions.camera'],
    ['none', { camera: "'none'" }, 'ERR_SECURE_ORIGIN', 'permissions.camera', expect.stringContaining('empty list')],
    ['brackets', { camera: '()' }, 'ERR_SECURE_ORIGIN', 'permissions.camera', expect.stringContaining('empty list')],
    [
      'a path',
      { camera: ['self', 'https://a.example/x'] },
      'ERR_SECURE_ORIGIN',
      'permissions.camera[1]',
      'Did you mean https://a.example? An origin has no path.',
    ],
    ['a bare host', { camera: ['a.example'] }, 'ERR_SECURE_ORIGIN', 'permissions.camera[0]', 'Did you mean https://a.example?'],
    [
      'an unquoted origin in text',
      'camera=(https://a.example)',
      'ERR_SECURE_ORIGIN',
      'permissions.camera',
      'Write "https://a.example", in double quotes.',
    ],
    ['a host that is not in Punycode', { camera: ['https://bücher.example'] }, 'ERR_SECURE_CHARACTERS', 'permissions.camera[0]'],
    ['a line break in an origin', { camera: ['https://a.example\r\n'] }, 'ERR_SECURE_CHARACTERS', 'permissions.camera[0]'],
    ['a quote in an origin', { camera: ['https://a.example"'] }, 'ERR_SECURE_ORIGIN', 'permissions.camera[0]'],
    ['an invalid port', { camera: ['https://a.example:99999'] }, 'ERR_SECURE_ORIGIN', 'permissions.camera[0]'],
    ['an invalid IPv4 address', { camera: ['https://256.256.256.256'] }, 'ERR_SECURE_ORIGIN', 'permissions.camera[0]'],
    ['an IPv6 address', { camera: ['https://[::1]:8443'] }, 'ERR_SECURE_ORIGIN', 'permissions.camera[0]', DROPPED],
    ['an underscore', { camera: ['https://*.a_b.example'] }, 'ERR_SECURE_ORIGIN', 'permissions.camera[0]', DROPPED],
    ['a hole in a list', { camera: Object.assign(new Array(2), { 1: 'self' }) }, 'ERR_SECURE_TYPE', 'permissions.camera[0]'],
    ['a number', { camera: [1] }, 'ERR_SECURE_TYPE', 'permissions.camera[0]'],
    ['false', { camera: false }, 'ERR_SECURE_TYPE', 'permissions.camera', expect.stringContaining('Write []')],
    ['null', { camera: null }, 'ERR_SECURE_TYPE', 'permissions.camera'],
    [
      'an endpoint that is no token',
      { camera: { allowlist: [], reportTo: 'a b' } },
      'ERR_SECURE_CHARACTERS',
      'permissions.camera.reportTo',
    ],
    ['an object without an allowlist', { camera: { reportTo: 'a' } }, 'ERR_SECURE_MISSING', 'permissions.camera.allowlist'],
    [
      'an unknown key',
      { camera: { allowlist: [], reportsTo: 'a' } },
      'ERR_SECURE_UNKNOWN_OPTION',
      'permissions.camera.reportsTo',
      'Did you mean reportTo?',
    ],
    ['an upper-case feature', { customFeatures: { Future: [] } }, 'ERR_SECURE_CHARACTERS', 'permissions.customFeatures.Future'],
    [
      'a wrong member of an unknown feature',
      { customFeatures: { future: ['x y'] } },
      'ERR_SECURE_ORIGIN',
      'permissions.customFeatures.future[0]',
    ],
    ['an unknown parameter', 'camera=();max-age=5', 'ERR_SECURE_SYNTAX', 'permissions.camera'],
    ['a parameter of a member', 'camera=(self;x=1)', 'ERR_SECURE_SYNTAX', 'permissions.camera'],
    ['a feature twice', 'camera=(), camera=(self)', 'ERR_SECURE_DUPLICATE', 'permissions'],
    ['the syntax of Feature-Policy', "camera 'none'; usb 'self'", 'ERR_SECURE_SYNTAX', 'permissions'],
    [
      'a feature without an allowlist',
      'camera',
      'ERR_SECURE_ORIGIN',
      'permissions.camera',
      'Write camera=() to deny it to everybody.',
    ],
    ['no feature', {}, 'ERR_SECURE_MISSING', 'permissions', 'Use true for the default policy, false to leave the header out.'],
    ['an empty string', '', 'ERR_SECURE_MISSING', 'permissions'],
    ['a line break', 'camera=()\r\nX-Evil: 1', 'ERR_SECURE_CHARACTERS', 'permissions'],
    ['a list of features', ['camera'], 'ERR_SECURE_ORIGIN', 'permissions[0].camera', 'Write camera=() to deny it to everybody.'],
  ])('refuses %s', (_, data, code, path, fix) => {
    const refusal = { code, path, ...(fix !== undefined && { fix }) }
    expect(() => new Secure({ permissions: data as never })).toThrow(expect.objectContaining(refusal))
  })

  it('answers without delay even when a name is as long as a page', () => {
    expect(() => new Secure({ permissions: { ['a'.repeat(1_000_000)]: [] } })).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_UNKNOWN_FEATURE' }),
    )
  })

  it.each<[call: string, attempt: () => unknown, code: string, path: string]>([
    ['a feature', () => permissions().geolocation('self', 'maps.example'), 'ERR_SECURE_ORIGIN', 'geolocation[1]'],
    ['set()', () => permissions().set('camera=(a)'), 'ERR_SECURE_ORIGIN', 'set.camera'],
    ['customFeature()', () => permissions().customFeature('A'), 'ERR_SECURE_CHARACTERS', 'customFeature'],
    ['a member of customFeature()', () => permissions().customFeature('a', 'x'), 'ERR_SECURE_ORIGIN', 'customFeature[0]'],
  ])('names the method in the path of a mistake: %s', (_, attempt, code, path) => {
    expect(attempt).toThrow(expect.objectContaining({ code, path }))
  })

  it('does not drop the last feature', () => {
    expect(() => permissions().camera().remove('camera')).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_MISSING', path: 'remove', received: '[]' }),
    )
  })

  it('does not take every word for a host', () => {
    const fix = (value: string) => () => new Secure({ permissions: value })
    expect(fix('camera=1')).toThrow(expect.objectContaining({ fix: undefined }))
    expect(fix('camera=("a.example")')).toThrow(expect.objectContaining({ fix: 'Did you mean https://a.example?' }))
  })

  it.each<[what: string, make: () => PermissionsPolicy]>([
    ['the default', () => permissions()],
    ['allowlists', () => permissions().camera().usb('*').midi('self', 'https://a.example')],
    [
      'an endpoint and an unknown feature',
      () => permissions().set('camera=(self);report-to=main').customFeature('future', 'self'),
    ],
  ])('comes back from its own JSON: %s', (_, make) => {
    const builder = make()
    expect(PermissionsPolicy.from(JSON.parse(JSON.stringify(builder))).fields()).toEqual(builder.fields())
  })

  it('never changes, even when the data it was made from does', () => {
    const allowlist = ['self']
    const shared = new PermissionsPolicy({ camera: allowlist })
    allowlist.push('*')
    shared.camera('https://a.example')
    shared.usb()
    shared.set('midi=()')
    shared.customFeature('x')
    expect(shared.toString()).toBe('camera=(self)')
    expect(Object.isFrozen(shared)).toBe(true)
  })
})

describe('PermissionsPolicy as a whole', () => {
  const sent = (permissions: unknown) =>
    Object.fromEntries(new Secure({ permissions } as never).entries().filter(([name]) => name.startsWith('Permissions-Policy')))

  it('denies every feature that a browser acts on, and none that no browser knows', () => {
    const names = Object.keys(new PermissionsPolicy().denyAll().toJSON())
    const live = registry.permissionsPolicy.features.filter(({ chromium150 }) => chromium150).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(live))
    expect(names).not.toContain('battery')
    expect(String(new PermissionsPolicy().denyAll())).toMatch(/^(?:[a-z0-9-]+=\(\)(?:, |$))+$/)
    expect(String(new PermissionsPolicy().denyAll().geolocation('self'))).toContain('geolocation=(self)')
  })

  it('is sent as report-only, by itself or beside the enforced policy', () => {
    const watched = { 'Permissions-Policy-Report-Only': 'camera=()' }
    expect(sent(new PermissionsPolicy().camera().reportOnly())).toEqual(watched)
    expect(sent({ camera: [], reportOnly: true })).toEqual(watched)
    expect(sent([{ usb: [] }, { camera: [], reportOnly: true }])).toEqual({ 'Permissions-Policy': 'usb=()', ...watched })
    expect(sent({ reportOnly: true })).toEqual({
      'Permissions-Policy-Report-Only': PermissionsPolicy.definition.default,
    })
    expect(sent(new PermissionsPolicy().reportOnly().set('usb=()'))).toEqual({ 'Permissions-Policy-Report-Only': 'usb=()' })
  })

  it('is enforced where reportOnly(false) says so', () => {
    expect(sent(new PermissionsPolicy().camera().reportOnly(false))).toEqual({ 'Permissions-Policy': 'camera=()' })
  })

  it('replaces one allowlist, whereas the method of the feature adds to it', () => {
    const start = new PermissionsPolicy().camera('self').usb()
    expect(String(start.camera())).toBe('camera=(self), usb=()')
    expect(String(start.replace('camera'))).toBe('camera=(), usb=()')
    expect(String(start.replace('camera', 'https://a.example'))).toBe('camera=("https://a.example"), usb=()')
  })

  it.each<[what: string, attempt: () => unknown, code: string, path: string]>([
    [
      'replacing an unknown feature',
      () => new PermissionsPolicy().replace('camra' as never),
      'ERR_SECURE_UNKNOWN_FEATURE',
      'replace',
    ],
    ['dropping an unknown feature', () => new PermissionsPolicy().remove('camra'), 'ERR_SECURE_UNKNOWN_FEATURE', 'remove'],
    [
      'a feature by its name and again under customFeatures',
      () => new PermissionsPolicy({ camera: [], customFeatures: { camera: ['self'] } }),
      'ERR_SECURE_DUPLICATE',
      'customFeatures.camera',
    ],
    [
      'the same the other way round',
      () => new PermissionsPolicy({ customFeatures: { camera: ['self'] }, camera: [] }),
      'ERR_SECURE_DUPLICATE',
      'camera',
    ],
  ])('refuses %s', (_, attempt, code, path) => {
    expect(attempt).toThrow(expect.objectContaining({ code, path }))
  })
})
