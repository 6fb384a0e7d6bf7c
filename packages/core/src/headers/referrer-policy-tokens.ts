import { type Kebab, kebab } from '../case.js'

/**
 * The policy tokens, keyed by method, the one that reveals least first:
 * https://w3c.github.io/webappsec-referrer-policy/#referrer-policies
 */
export const policies = {
  /** Nothing to any site. */
  noReferrer: true,
  /** The full URL to the same origin, nothing to others. */
  sameOrigin: true,
  /** The origin to every site, nothing from https to http. */
  strictOrigin: true,
  /** The origin to every site, even over plain http. */
  origin: true,
  /** The full URL to the same origin, the origin to others, nothing from https to http: what browsers do without the header. */
  strictOriginWhenCrossOrigin: true,
  /** The full URL to the same origin, the origin to others, even over plain http. */
  originWhenCrossOrigin: true,
  /** The full URL, except from https to http. */
  noReferrerWhenDowngrade: true,
  /** The full URL to every site: leaks everything in it. */
  unsafeUrl: true,
} as const

export type Policies = typeof policies

/** A Referrer-Policy token, such as `strict-origin`. */
export type ReferrerPolicyToken = Kebab<keyof Policies>

/** The tokens as on the wire, the one that reveals least first. */
export const REFERRER_POLICY_TOKENS: readonly string[] = Object.keys(policies).map(kebab)
