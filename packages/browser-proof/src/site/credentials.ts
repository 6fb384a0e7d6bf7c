import { execFileSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CERTIFICATE_NAMES } from './hosts.js'

/** A leaf certificate for every host of the proof, and the authority that signed it. */
export interface Credentials {
  readonly key: Buffer
  readonly cert: Buffer
  /** The authority's certificate, as a file. */
  readonly authority: string
  /** SHA-256 of the leaf's public key in base64: what Chromium calls its SPKI. */
  readonly pin: string
}

/** Makes an authority of our own, for this run only. */
export function issueCredentials(): Credentials {
  const folder = mkdtempSync(join(tmpdir(), 'secure-proof-ca-'))
  const file = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  openssl(
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
    ...['-subj', '/CN=Secure proof', '-keyout', 'ca.key', '-out', 'ca.crt'],
    ...['-addext', 'keyUsage=critical,keyCertSign', '-addext', 'basicConstraints=critical,CA:TRUE'],
  )
  openssl(
    ...['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-subj', '/CN=site.test', '-keyout', 'leaf.key', '-out', 'leaf.csr'],
  )
  writeFileSync(
    file('leaf.ext'),
    `subjectAltName=${CERTIFICATE_NAMES.map((name) => `DNS:${name}`).join(',')}\nextendedKeyUsage=serverAuth\n`,
  )
  openssl(
    ...['x509', '-req', '-in', 'leaf.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2'],
    ...['-extfile', 'leaf.ext', '-out', 'leaf.crt'],
  )
  return {
    key: readFileSync(file('leaf.key')),
    cert: readFileSync(file('leaf.crt')),
    authority: file('ca.crt'),
    pin: pinOf(readFileSync(file('leaf.crt'))),
  }
}

function pinOf(certificate: Buffer): string {
  const key = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(key).digest('base64')
}
