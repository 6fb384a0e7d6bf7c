import { Secure, type SecureOptions } from '@secure/core'
import { headerOf, type Reply } from '@secure/loopback'
import { expect } from 'vitest'
import type { Scenario, Situation } from './scenarios.js'

/** The nonce that a reply's policy has. */
export function nonceOf(reply: Reply): string | undefined {
  const policies = [headerOf(reply, 'Content-Security-Policy'), headerOf(reply, 'Content-Security-Policy-Report-Only')]
  return /'nonce-([^']+)'/.exec(policies.join())?.[1]
}

/** Asserts that a situation came about: a missing route, whose 404 has every header too, would prove nothing. */
export function expectSituation(reply: Reply, { status, says = '', encoding }: Scenario): void {
  expect(reply.status, 'the status of the situation').toBe(status)
  expect(reply.body).toContain(says)
  expect(headerOf(reply, 'Content-Encoding')).toBe(encoding)
}

/**
 * Asserts that a reply has the policy's headers, each once and with the policy's value, except those that are rightly somebody
 * else's.
 */
export function expectPolicy(
  reply: Reply,
  policy: SecureOptions,
  { sets: own = [], drops: dropped = [], frameworkSets = [] }: Partial<Situation> = {},
): void {
  const sets = new Set([...own, ...frameworkSets])
  const drops = new Set(dropped)
  if (sets.has('cache-control')) for (const key of ['pragma', 'expires']) drops.add(key)
  const isPage = headerOf(reply, 'Content-Type')?.startsWith('text/html') ?? false
  const nonce = nonceOf(reply)
  if (!sets.has('content-security-policy'))
    expect(nonce !== undefined, 'a nonce on pages, and on nothing else').toBe(isPage && reply.status !== 304)

  const expected: Record<string, unknown> = {}
  const actual: Record<string, unknown> = {}
  for (const [name, value] of new Secure(policy).entries(nonce)) {
    const key = name.toLowerCase()
    if (sets.has(key)) expect(headerOf(reply, key), `${name} as the handler set it`).not.toContain('⏎')
    else {
      expected[key] = drops.has(key) ? undefined : value
      actual[key] = headerOf(reply, key)
    }
  }
  expect(actual).toEqual(expected)
  expect(headerOf(reply, 'X-Powered-By'), 'X-Powered-By').toBeUndefined()
}

/**
 * What a reply is besides the policy's headers: status, the other headers in order, and the bytes of the body as they were
 * framed.
 */
export function remainder(reply: Reply, policy: SecureOptions): unknown {
  const ours = new Set(new Secure(policy).entries().map(([name, value]) => `${name.toLowerCase()}: ${value}`))
  const headers = reply.headers
    .map(([name, value]) => (name === 'date' ? 'date' : `${name}: ${value}`))
    .filter((line) => !ours.has(line) && !line.startsWith('x-powered-by:') && !line.includes("'nonce-"))
  return { status: reply.status, headers, bytes: reply.raw.slice(reply.raw.lastIndexOf('\r\n\r\n', bodyStart(reply.raw))) }
}

/** Where the body of the last reply in the bytes begins: after the head that is not an interim one. */
function bodyStart(raw: string): number {
  let start = 0
  while (/^HTTP\/1\.1 1\d\d /.test(raw.slice(start)) && !raw.startsWith('HTTP/1.1 101', start))
    start = raw.indexOf('\r\n\r\n', start) + 4
  return raw.indexOf('\r\n\r\n', start)
}
