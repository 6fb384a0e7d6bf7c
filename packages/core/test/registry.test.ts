import registry from '@secure/platform-data/registry.json' with { type: 'json' }
import { describe, expect, it } from 'vitest'
import { CacheControl, ContentSecurityPolicy, PermissionsPolicy, ReferrerPolicy } from '../src/index.js'

const camel = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
const call = (builder: object, method: string, ...args: unknown[]): string => {
  return String((builder as Record<string, (...args: unknown[]) => object>)[method]?.(...args))
}
const header = (name: string) => registry.headers.find((row) => row.name === name)?.values

describe('every name of registry.json has its method', () => {
  it.each(registry.csp.directives.map(({ name }) => name))('CSP %s', (name) => {
    const argument: Record<string, unknown[]> = {
      'report-to': ['default'],
      'report-uri': ['/reports'],
      'policy-uri': ['/policy'],
      webrtc: ["'block'"],
      sandbox: ['allow-scripts'],
    }
    expect(call(new ContentSecurityPolicy(), camel(name), ...(argument[name] ?? []))).toMatch(new RegExp(`^${name}( |$)`))
  })

  it.each(registry.csp.sandboxTokens.map(({ token }) => token))('CSP sandbox %s', (token) => {
    expect(call(new ContentSecurityPolicy(), 'sandbox', token)).toBe(`sandbox ${token}`)
  })

  it.each(registry.permissionsPolicy.features.map(({ name }) => name))('Permissions-Policy %s', (name) => {
    expect(call(new PermissionsPolicy(), camel(name), 'self')).toBe(`${name}=(self)`)
  })

  it.each(header('Referrer-Policy') as string[])('Referrer-Policy %s', (name) => {
    expect(call(new ReferrerPolicy(), camel(name))).toBe(name)
  })

  it.each((header('Cache-Control') as { response: string[] }).response)('Cache-Control %s', (grammar) => {
    const [, name = '', seconds] = /^([a-z-]+)(=s)?/.exec(grammar) ?? []
    const method = name === 's-maxage' ? 'sMaxAge' : camel(name)
    expect(call(new CacheControl(), method, ...(seconds === undefined ? [] : [60]))).toBe(
      seconds === undefined ? name : `${name}=60`,
    )
  })
})
