import { afterEach, describe, expect, it, vi } from 'vitest'
import { ensure, find } from '../src/debian.js'

const absent = { name: 'Absent', programs: ['no-such-program'], packages: ['no-such-package'] }

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

describe('ensure()', () => {
  it('does nothing if everything is there', () => {
    expect(() => ensure({ ...absent, programs: ['node', process.execPath] })).not.toThrow()
  })

  it('says what to do if it may not install', () => {
    vi.spyOn(process, 'getuid').mockReturnValue(1000)
    expect(() => ensure(absent)).toThrow(
      'Absent is not complete here. On Debian or Ubuntu, as root: apt-get update && apt-get install -y --no-install-recommends no-such-package',
    )
  })

  it('says what to do if there is no apt-get', () => {
    vi.stubEnv('PATH', '/nowhere')
    expect(() => ensure(absent)).toThrow(/^Absent is not complete here/)
  })
})

describe('find()', () => {
  it('takes paths and names', () => {
    expect(find(process.execPath)).toBe(process.execPath)
    expect(find('node')).toMatch(/node$/)
    expect([find('/no/such/program'), find('no-such-program')]).toEqual([undefined, undefined])
  })
})
