/**
 * Names under `localhost` are secure contexts without TLS and resolve by themselves; browsers keep HSTS for other names only, so
 * those under `test` are mapped to loopback by each engine.
 */
export type Suffix = 'localhost' | 'test'

export interface Hosts {
  readonly site: string
  readonly attacker: string
  readonly sister: string
}

/** How many families there are: Firefox keeps the HSTS of one tab for all tabs, so no two runs may share a name. */
const FAMILIES = 300
let last = 0

const family = (name: string): Hosts => ({ site: `site.${name}`, attacker: `attacker.${name}`, sister: `sister.site.${name}` })
const nth = (number: number, suffix: Suffix): string => `t${number % FAMILIES}.${suffix}`

/** Hosts without TLS. */
export const LOCAL_HOSTS = family('localhost')

/** Hosts for a run over TLS that no recent run has used. */
export const freshHosts = (suffix: Suffix): Hosts => family(nth(last++, suffix))

const NAMES = Array.from({ length: FAMILIES }, (_, number) => nth(number, 'test'))

/** What a certificate for every host under `test` says. */
export const CERTIFICATE_NAMES: readonly string[] = NAMES.flatMap((name) => [`*.${name}`, `*.site.${name}`])

/** Every host that does not resolve by itself. */
export const HOSTS: readonly string[] = NAMES.flatMap((name) => Object.values(family(name)))
