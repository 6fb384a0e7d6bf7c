import { describe, expect, it } from 'vitest'
import { didYouMean } from './suggest.js'

const DIRECTIVES = ['script-src', 'script-src-elem', 'style-src', 'img-src', 'report-uri', 'report-to']

describe('didYouMean', () => {
  it.each<[mistake: string, typed: string, meant: string]>([
    ['a letter too few', 'scrpt-src', 'script-src'],
    ['a letter too many', 'scripts-src', 'script-src'],
    ['a wrong letter', 'stile-src', 'style-src'],
    ['camel case', 'scriptSrcElem', 'script-src-elem'],
    ['underscores', 'img_src', 'img-src'],
    ['upper case', 'REPORT-URI', 'report-uri'],
    ['quotes', "'report-to'", 'report-to'],
  ])('sees through %s', (_, typed, meant) => {
    expect(didYouMean(typed, DIRECTIVES)).toBe(`Did you mean ${meant}?`)
  })

  it('names the nearest of several', () => {
    expect(didYouMean('report-ti', DIRECTIVES)).toBe('Did you mean report-to?')
  })

  it('names the first of equally near ones', () => {
    expect(didYouMean('cat', ['bat', 'hat'])).toBe('Did you mean bat?')
  })

  it.each(['worker', 'x', '', 'manifest-sources', '🙂'])('is silent when nothing is near %j', (typed) => {
    expect(didYouMean(typed, DIRECTIVES)).toBeUndefined()
  })

  it('demands more likeness from a short word than from a long one', () => {
    expect(didYouMean('ab', ['cd'])).toBeUndefined()
    expect(didYouMean('abcdefgh', ['abcdefxyz'])).toBe('Did you mean abcdefxyz?')
  })

  it('goes no further than it may', () => {
    expect(didYouMean("'unsafe-inlne'", ["'unsafe-inline'"], 1)).toBe("Did you mean 'unsafe-inline'?")
    expect(didYouMean("'safe-inline'", ["'unsafe-inline'"], 1)).toBeUndefined()
  })

  it('is silent without candidates', () => {
    expect(didYouMean('script-src', [])).toBeUndefined()
  })

  it('takes any iterable', () => {
    expect(didYouMean('imgsrc', new Map([['img-src', 1]]).keys())).toBe('Did you mean img-src?')
  })
})
