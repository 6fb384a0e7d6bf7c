import { readFileSync } from 'node:fs'
import type { Headers } from './served.js'

type Assertion = string | { readonly or: readonly string[] }

interface Case {
  readonly name: string
  readonly assertions: readonly Assertion[]
}

const { validator } = JSON.parse(readFileSync(new URL('../data/owasp.json', import.meta.url), 'utf8')) as {
  validator: { tests: readonly Case[] }
}

/** How many cases the OWASP Secure Headers Project's validator has. */
export const OWASP_CASES = validator.tests.length

/** The names of its cases that a page with these headers does not pass. */
export function owaspFailures(headers: Headers): readonly string[] {
  return validator.tests.filter(({ assertions }) => !assertions.every((one) => holds(one, headers))).map(({ name }) => name)
}

function holds(assertion: Assertion, headers: Headers): boolean {
  if (typeof assertion !== 'string') return assertion.or.some((one) => holds(one, headers))
  if (assertion === 'result.statuscode ShouldEqual 200') return true
  const [, name = '', operator, rest = ''] = /^result\.headers\.(\S+) (\w+) ?(.*)$/.exec(assertion) ?? []
  const value = headers[name.toLowerCase()]
  switch (operator) {
    case 'ShouldBeNil':
      return value === undefined
    case 'ShouldNotBeNil':
      return value !== undefined
    case 'ShouldEqual':
      return value === unquote(rest)
    case 'ShouldBeIn':
      return rest.split(' ').some((one) => unquote(one) === value)
    case 'ShouldContainSubstring':
      return value?.includes(unquote(rest)) ?? false
    case 'ShouldNotContainSubstring':
      return !value?.includes(unquote(rest))
    default:
      throw new Error(`an assertion that is not known here: ${assertion}`)
  }
}

/** venom's assertions quote with either mark. */
function unquote(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2')
}
