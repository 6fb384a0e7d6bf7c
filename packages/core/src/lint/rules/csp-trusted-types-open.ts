import type { Rule } from '../rule.js'

export const cspTrustedTypesOpen: Rule = {
  rule: 'csp-trusted-types-open',
  severity: 'low',
  reference: 'https://w3c.github.io/trusted-types/dist/spec/#trusted-types-csp-directive',
  check: (view) =>
    view
      .weak(
        ['trusted-types'],
        (name, among) => name === '*' || (name === "'allow-duplicates'" && among.length > 1 && !among.includes('*')),
      )
      .map(({ header, path, source }) => ({
        header,
        path,
        message:
          source === '*'
            ? '* in trusted-types lets any code make a policy of its own, which may let everything through.'
            : "'allow-duplicates' in trusted-types lets any code make an allowed policy once more, which may let everything through.",
        fix: source === '*' ? 'Name the policies.' : 'Drop it, and make each policy once.',
      })),
}
