import { describe, expect, it } from 'vitest'
import { UNWATCHED, watch } from './watched-headers.js'

describe('watched headers', () => {
  it('are one object for policies with the same headers', () => {
    expect(watch(['x-a'], ['via'], false)).toBe(watch(['x-a'], ['via'], false))
    expect(watch(['x-a'], ['via'], false)).not.toBe(watch(['x-a', 'via'], [], false))
    expect(watch(['x-a'], ['via'], false)).not.toBe(watch(['x-a'], ['via'], true))
  })

  it('are found however many other names were asked for', () => {
    const watched = watch(['x-b'], [], false)
    for (let index = 0; index < 1_000; index++) expect(watched.meaningOf(`X-Other-${index}`)).toBe(UNWATCHED)
    expect(['x-b', 'X-B', 'x-B'].map((name) => watched.meaningOf(name))).toEqual([0, 0, 0])
  })
})
