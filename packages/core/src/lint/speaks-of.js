// JavaScript, which the build leaves alone: this is for tests, and dist is published.
import { expect, it } from 'vitest'
import { lint } from './index.js'
import * as rules from './rules/index.js'

/**
 * @typedef {import('../options.js').SecureOptions | import('../secure.js').Secure} Policy
 * @typedef {readonly [what: string, policy: Policy, severity: import('./rule.js').Severity, path: string]} Weak
 * @typedef {readonly [what: string, policy: Policy]} Sound
 */

/**
 * @param {string} rule
 * @param {Policy} policy
 */
export function findingsOf(rule, policy) {
  if (!Object.values(rules).some((one) => one.rule === rule)) throw new Error(`No rule is named ${rule}.`)
  return lint(policy).filter((finding) => finding.rule === rule)
}

/**
 * Each policy is one that the rule speaks of, once.
 * @param {string} rule
 * @param {readonly Weak[]} rows
 */
export function speaksOf(rule, rows) {
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

/**
 * Each policy is one that the rule says nothing of.
 * @param {string} rule
 * @param {readonly Sound[]} rows
 */
export function leavesAlone(rule, rows) {
  it.each(rows)(`${rule} leaves alone %s`, (_, policy) => {
    expect(findingsOf(rule, policy)).toEqual([])
  })
}
