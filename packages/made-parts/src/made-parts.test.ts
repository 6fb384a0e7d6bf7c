import { describe, expect, it } from 'vitest'
import { withParts } from './made-parts.js'

const PAGE = `# Page

Of <!-- made by count -->2<!-- end --> things:

<!-- made by list -->
- one
- two
  <!-- end -->
- and what nobody counts
`

describe('withParts', () => {
  it('replaces what stands between the markers, and nothing else', () => {
    const made = withParts(PAGE, { count: '3', list: '- a\n- b, for $1\n- c' })
    expect(made).toBe(PAGE.replace('2', '3').replace('- one\n- two', () => '- a\n- b, for $1\n- c'))
  })

  it('leaves a page as it is if its parts have not changed', () => {
    expect(withParts(PAGE, { count: '2', list: '- one\n- two' })).toBe(PAGE)
  })

  it('refuses a part that the page has no place for', () => {
    expect(() => withParts(PAGE, { count: '3', list: '', table: '' })).toThrow('no <!-- made by table -->')
  })

  it('refuses a part of the page that is no longer made', () => {
    expect(() => withParts(PAGE, { count: '3' })).toThrow('"list"')
  })
})
