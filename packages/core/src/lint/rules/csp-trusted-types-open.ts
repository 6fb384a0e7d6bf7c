import type { Predicate } from '../picked.js'
import type { Place, Rule } from '../rule.js'
import type { View } from '../view.js'

export const cspTrustedTypesOpen: Rule = {
  rule: 'csp-trusted-types-open',
  severity: 'low',
  reference: 'https://w3c.github.io/trusted-types/dist/spec/#trusted-types-csp-directive',
  check: (view) => (view.hasScripts ? [...openNames(view), ...unnamed(view)] : []),
}

function openNames(view: View): readonly Place[] {
  const isOpen: Predicate = (name, among) =>
    name === '*' || (name === "'allow-duplicates'" && among.length > 1 && !among.includes('*'))
  return view.weak(['trusted-types'], isOpen).map(({ header, path, source }) => ({
    header,
    path,
    message:
      source === '*'
        ? '* in trusted-types lets any code make a policy of its own, which may let everything through.'
        : "'allow-duplicates' in trusted-types lets any code make an allowed policy again, which may let everything through.",
    fix: source === '*' ? 'Name the policies.' : 'Drop it, and make each policy once.',
  }))
}

function unnamed(view: View): readonly Place[] {
  if (view.protecting.some(({ directives }) => directives.has('trusted-types'))) return []
  return view.protecting
    .filter(({ directives }) => directives.get(REQUIRED)?.includes("'script'"))
    .slice(0, 1)
    .map((policy) => ({
      header: policy.header,
      path: policy.pathOf(REQUIRED),
      message: `${REQUIRED} without trusted-types lets any code make policies of any name, even one twice, which may let everything through.`,
      fix: "Name the policies: 'trusted-types': ['app'], or [NONE].",
    }))
}

const REQUIRED = 'require-trusted-types-for'
