import { describe, expect, it } from 'vitest'
import { Secure } from '../secure.js'
import { OriginAgentCluster } from './origin-agent-cluster.js'

describe('OriginAgentCluster', () => {
  it.each([
    ['on', '?1'],
    ['off', '?0'],
  ] as const)('%s() writes %s', (method, value) => {
    expect(new OriginAgentCluster()[method]().toString()).toBe(value)
    expect(new Secure({ originAgentCluster: value }).headers()['Origin-Agent-Cluster']).toBe(value)
  })

  it.each<[what: string, value: unknown, code: string]>([
    ['another value', '1', 'ERR_SECURE_UNKNOWN_VALUE'],
    ['an empty string', '', 'ERR_SECURE_MISSING'],
    ['a line break', '?1\r\nX: 1', 'ERR_SECURE_CHARACTERS'],
    ['a number', 1, 'ERR_SECURE_TYPE'],
    ['a list', ['?1'], 'ERR_SECURE_TYPE'],
  ])('refuses %s', (_, value, code) => {
    expect(() => new Secure({ originAgentCluster: value as never })).toThrow(
      expect.objectContaining({ code, path: 'originAgentCluster' }),
    )
  })

  it('names the method in the path of a mistake', () => {
    expect(() => new OriginAgentCluster().set('1')).toThrow(expect.objectContaining({ path: 'set' }))
  })
})
