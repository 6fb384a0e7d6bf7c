const SUFFIXES = ['localhost', 'test'] as const
const ROLES = { site: 'site', attacker: 'attacker', sister: 'sister.site' } as const

/**
 * Names under `localhost` are secure contexts without TLS and resolve by themselves; browsers keep HSTS for other names only, so
 * those under `test` are mapped to loopback by each engine.
 */
export type Suffix = (typeof SUFFIXES)[number]

export const hostsOf = (suffix: Suffix) => ({
  site: `${ROLES.site}.${suffix}`,
  attacker: `${ROLES.attacker}.${suffix}`,
  sister: `${ROLES.sister}.${suffix}`,
})

/** Every host of the proof. */
export const HOSTS: readonly string[] = SUFFIXES.flatMap((suffix) => Object.values(hostsOf(suffix)))
