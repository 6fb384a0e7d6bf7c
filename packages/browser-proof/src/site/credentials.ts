import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { issue } from './certificate.js'
import { CERTIFICATE_NAMES } from './hosts.js'

/** A certificate for every host of the proof, and the authority that signed it. */
export interface Credentials {
  readonly key: string
  readonly cert: string
  /** The authority's certificate, as a file. */
  readonly authority: string
  /** What Chromium is told to trust. */
  readonly pin: string
}

/** Makes an authority of our own, for this run only. */
export function issueCredentials(): Credentials {
  const authority = issue('Secure proof')
  const { key, text, pin } = issue('Secure proof site', CERTIFICATE_NAMES, authority)
  const file = join(mkdtempSync(join(tmpdir(), 'secure-proof-')), 'authority.crt')
  writeFileSync(file, authority.text)
  return { key: String(key.export({ type: 'pkcs8', format: 'pem' })), cert: text, authority: file, pin }
}
