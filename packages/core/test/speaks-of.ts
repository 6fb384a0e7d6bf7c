import { expect, it } from 'vitest'
import type { InstanceOf } from '../src/instance-of.js'
import { type Finding, lint, type Severity } from '../src/lint/index.js'
import * as rules from '../src/lint/rules/index.js'
import type { SecureOptions } from '../src/options.js'
import type { Secure } from '../src/secure.js'

type Policy = SecureOptions | InstanceOf<Secure>
type Weak = readonly [what: string, policy: Policy, severity: Severity, path: string]
type Sound = readonly [what: string, policy: Policy]

/** What a rule finds in a policy. */
export function findingsOf(rule: string, policy: Policy): readonly Finding[] {
  if (!Object.values(rules).some((one) => one.rule === rule)) throw new Error(`No rule is named ${rule}.`)
  return lint(policy).filter((finding) => finding.rule === rule)
}

/** What findings of a rule may be, the usual first, each with when it is that. */
export function severitiesOf(name: string): ReadonlyMap<Severity, string> {
  const found = Object.values(rules).find(({ rule }) => rule === name)
  if (found === undefined) throw new Error(`No rule is named ${name}.`)
  const others = 'or' in found ? (Object.entries(found.or) as [Severity, string][]) : []
  return new Map([[found.severity, ''], ...others])
}

/** By rule, how severe its cases are. */
const cases = new Map<string, Set<Severity>>()

/** Each policy is one that the rule speaks of, once. */
export function speaksOf(rule: string, rows: readonly Weak[]): void {
  const severities = cases.get(rule) ?? new Set()
  if (!cases.has(rule)) {
    it(`${rule} has a case of each severity that it names, and of no other`, () => {
      expect(severities).toEqual(new Set(severitiesOf(rule).keys()))
    })
  }
  cases.set(rule, severities)
  for (const [, , severity] of rows) severities.add(severity)

  it.each(rows)(`${rule} speaks of %s`, (_, policy, severity, path) => {
    const found = findingsOf(rule, policy)
    expect(found).toEqual([expect.objectContaining({ severity, path })])
    for (const { message, fix, reference, header } of found) {
      expect(message).toMatch(/\.$/)
      expect(fix).toMatch(/\.$/)
      expect(new URL(reference).protocol).toBe('https:')
      expect(header).toMatch(/^[\w-]+$/)
    }
  })
}

/** Each policy is one that the rule says nothing of. */
export function leavesAlone(rule: string, rows: readonly Sound[]): void {
  it.each(rows)(`${rule} leaves alone %s`, (_, policy) => {
    expect(findingsOf(rule, policy)).toEqual([])
  })
}
