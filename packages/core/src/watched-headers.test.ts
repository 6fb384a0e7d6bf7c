import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it, vi } from 'vitest'
import { OURS, UNWATCHED, watch } from './watched-headers.js'

describe('watched headers', () => {
  it('are one object for policies with the same headers', () => {
    expect(watch(['x-a'], ['via'], false)).toBe(watch(['x-a'], ['via'], false))
    expect(watch(['x-a'], ['via'], false)).not.toBe(watch(['x-a', 'via'], [], false))
    expect(watch(['x-a'], ['via'], false)).not.toBe(watch(['x-a'], ['via'], true))
  })

  it('are found however many other names were asked for', () => {
    const watched = watch(['x-b'], [], false)
    for (let index = 0; index < 1_000; index++) expect(watched.meaningOf(`X-Other-${index}`)).toBe(UNWATCHED)
    expect(['x-b', 'X-B', 'x-B'].map((name) => watched.meaningOf(name))).toEqual([OURS, OURS, OURS])
  })

  it('keep neither many names nor the texts that they were cut from', () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const heap = () => {
      collect()
      return process.memoryUsage().heapUsed
    }
    const watched = watch(['x-c'], [], false)
    const ask = (from: number, count: number, length: number) => {
      for (let index = from; index < from + count; index++) {
        const text = `X-A-Name-Of-Some-Length-${index}: ${String(index).repeat(length)}`
        watched.meaningOf(text.slice(0, text.indexOf(':')))
      }
    }
    ask(0, 10, 10)
    const before = heap()
    ask(10, 300, 20_000)
    ask(1_000, 20_000, 1)
    expect(heap() - before).toBeLessThan(500_000)
  })

  it('are shared for a limited number of sets of headers, and are right for more', async () => {
    // In effect a process of its own: it leaves no room for more.
    vi.resetModules()
    const fresh = await import('./watched-headers.js')
    const sets = Array.from({ length: 1_100 }, (_, index) => [`x-set-${index}`])
    const made = sets.map((keys) => fresh.watch(keys, [], false))
    expect(sets.filter((keys, index) => fresh.watch(keys, [], false) === made[index]).length).toBeLessThan(1_001)
    expect(fresh.watch(['x-set-1099'], [], false).meaningOf('X-Set-1099')).toBe(fresh.OURS)
  })
})
