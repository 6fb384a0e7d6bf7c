import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/** An X.509 certificate and its private key: https://www.rfc-editor.org/rfc/rfc5280#section-4.1 */
export interface Certificate {
  readonly name: string
  readonly key: KeyObject
  /** In PEM. */
  readonly text: string
  /** SHA-256 of the public key in base64: what Chromium calls its SPKI. */
  readonly pin: string
}

// The tags of DER that a certificate needs.
const BOOLEAN = 0x01
const INTEGER = 0x02
const BIT_STRING = 0x03
const OCTET_STRING = 0x04
const OBJECT_IDENTIFIER = 0x06
const UTF8_STRING = 0x0c
const UTC_TIME = 0x17
const SEQUENCE = 0x30
const SET = 0x31
const DNS_NAME = 0x82
const VERSION = 0xa0
const EXTENSIONS = 0xa3

const ECDSA_WITH_SHA256 = oid('2a8648ce3d040302')
const COMMON_NAME = oid('550403')
const BASIC_CONSTRAINTS = oid('551d13')
const ALTERNATIVE_NAMES = oid('551d11')

const DAY = 86_400_000

/** Issues a certificate for two days: an authority's own, or one for hosts, signed by an authority. */
export function issue(name: string, hosts: readonly string[] = [], authority?: Certificate): Certificate {
  const { publicKey, privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const algorithm = der(SEQUENCE, ECDSA_WITH_SHA256)
  const extension =
    authority === undefined
      ? [BASIC_CONSTRAINTS, der(BOOLEAN, Buffer.of(0xff)), der(OCTET_STRING, der(SEQUENCE, der(BOOLEAN, Buffer.of(0xff))))]
      : [ALTERNATIVE_NAMES, der(OCTET_STRING, der(SEQUENCE, ...hosts.map((host) => der(DNS_NAME, Buffer.from(host)))))]
  const body = der(
    SEQUENCE,
    der(VERSION, der(INTEGER, Buffer.of(2))),
    der(INTEGER, Buffer.of(authority === undefined ? 1 : 2)),
    algorithm,
    distinguished(authority?.name ?? name),
    der(SEQUENCE, time(Date.now() - DAY), time(Date.now() + DAY)),
    distinguished(name),
    spki,
    der(EXTENSIONS, der(SEQUENCE, der(SEQUENCE, ...extension))),
  )
  const signature = sign('sha256', body, authority?.key ?? key)
  const bytes = der(SEQUENCE, body, algorithm, der(BIT_STRING, Buffer.of(0), signature))
  return {
    name,
    key,
    text: `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    pin: createHash('sha256').update(spki).digest('base64'),
  }
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.of(tag), length(content.length), content])
}

function length(size: number): Buffer {
  if (size < 0x80) return Buffer.of(size)
  return size < 0x1_00 ? Buffer.of(0x81, size) : Buffer.of(0x82, size >> 8, size & 0xff)
}

function oid(hexadecimal: string): Buffer {
  return der(OBJECT_IDENTIFIER, Buffer.from(hexadecimal, 'hex'))
}

const distinguished = (name: string) => der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, Buffer.from(name)))))

const time = (moment: number) => der(UTC_TIME, Buffer.from(`${new Date(moment).toISOString().replace(/\D/g, '').slice(2, 14)}Z`))
