import { isFeature, LIVE_FEATURES } from '../../headers/permissions-policy-features.js'
import { instead } from '../instead.js'
import type { Rule } from '../rule.js'

export const permissionsFeatureUnknown: Rule = {
  rule: 'permissions-feature-unknown',
  severity: 'medium',
  reference: 'https://w3c.github.io/webappsec-permissions-policy/#algo-construct-policy',
  check: (view) =>
    view.permissions
      // What the option permissions has under customFeatures is there on purpose.
      .filter(({ path }) => path.startsWith('custom.'))
      .flatMap(({ header, path, features }) =>
        [...features.keys()]
          .filter((name) => !isFeature(name))
          .map((name) => ({
            header,
            path,
            message: `${name} is no feature that we know, and browsers overlook those that they do not know.`,
            // One letter: a feature that was not meant may be opened.
            fix: instead(name, LIVE_FEATURES, 1),
          })),
      ),
}
