import { describe, expect, it } from 'vitest'
import { DIRECTIVE_KINDS } from './csp-directives.js'

describe('the table of directives', () => {
  it('has names of lower-case letters and hyphens', () => {
    for (const name of DIRECTIVE_KINDS.keys()) expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
  })

  it('knows every directive that current browsers act on', () => {
    expect([...DIRECTIVE_KINDS.keys()]).toEqual(
      expect.arrayContaining([
        ...['default-src', 'script-src', 'script-src-elem', 'script-src-attr', 'style-src', 'style-src-elem', 'style-src-attr'],
        ...['img-src', 'font-src', 'connect-src', 'media-src', 'object-src', 'manifest-src', 'child-src', 'frame-src'],
        ...['worker-src', 'base-uri', 'sandbox', 'form-action', 'frame-ancestors', 'report-to', 'report-uri'],
        ...['require-trusted-types-for', 'trusted-types', 'upgrade-insecure-requests'],
      ]),
    )
  })
})
