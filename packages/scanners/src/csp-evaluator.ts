import evaluator from 'csp_evaluator'
import { type Finding, Severity, Type } from 'csp_evaluator/dist/finding.js'
import { CspParser } from 'csp_evaluator/dist/parser.js'

const CHECKS = [...evaluator.DEFAULT_CHECKS, ...evaluator.STRICTCSP_CHECKS]

/** What Google's csp_evaluator objects to in a policy, worst first: the severity and the type of each finding. */
export function cspEvaluator(policy: string): readonly { readonly severity: string; readonly type: string }[] {
  const findings: Finding[] = new evaluator.CspEvaluator(new CspParser(policy).csp).evaluate([], CHECKS)
  return findings
    .sort((a, b) => a.severity - b.severity)
    .map(({ severity, type }) => ({ severity: Severity[severity] ?? '', type: Type[type] ?? '' }))
}
