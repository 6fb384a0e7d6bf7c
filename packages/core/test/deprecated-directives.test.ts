import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { kebab } from '../src/case.js'
import { DIRECTIVE_KINDS, type DirectiveName } from '../src/headers/csp-directives.js'
import { findingsOf } from './speaks-of.js'

const RULE = 'csp-deprecated-directive'

/** Struck through in an editor, but still right beside report-to: the browsers that read it know nothing else. */
const ALSO_USEFUL: readonly DirectiveName[] = ['report-uri']
/** Not struck through, because it may still ship. */
const NOT_YET_SHIPPED: readonly DirectiveName[] = ['webrtc']

// Not beside the rule: it reads a source file, and tests beside the sources also run on what `npm run mutants` has made of them.
it(`${RULE} speaks of what an editor strikes through, and of nothing else that the builder has`, () => {
  const table = readFileSync(new URL('../src/headers/csp-directives.ts', import.meta.url), 'utf8')
  const rows = [...table.matchAll(/^ {2}(?:\/\*\*((?:(?!\*\/).)*)\*\/\s+)?(\w+): '\w+',$/gms)]
  expect(rows.map(([, , method = '']) => kebab(method))).toEqual([...DIRECTIVE_KINDS.keys()])
  const deprecated = rows.filter(([, comment = '']) => comment.includes('@deprecated')).map(([, , method = '']) => kebab(method))
  const spokenOf = [...DIRECTIVE_KINDS.keys()].filter((directive) => {
    // By name, because it then needs no value of its kind.
    return findingsOf(RULE, { csp: false, custom: { 'Content-Security-Policy': directive } }).length > 0
  })
  const expected = [...deprecated.filter((name) => !(ALSO_USEFUL as string[]).includes(name)), ...NOT_YET_SHIPPED]
  expect([...spokenOf].sort()).toEqual(expected.sort())
})
