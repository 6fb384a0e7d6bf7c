import { token } from './check-values.js'
import { SecureHeadersError } from './errors.js'

/**
 * Headers that describe one message. The same value on every response would break the framing, lie about the body, or give one
 * user's cookie to others; stripping them would do the same kind of harm.
 * https://httpwg.org/specs/rfc9112.html#message.body.length, https://httpwg.org/specs/rfc9113.html#ConnectionSpecific
 */
const PER_MESSAGE: ReadonlySet<string> = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-location',
  'content-range',
  'content-type',
  'date',
  'http2-settings',
  'keep-alive',
  'location',
  'proxy-connection',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'vary',
])

/** Returns the header name, if a policy may send or strip that header on every response. */
export function policyHeaderName(name: unknown): string {
  const checked = token(name, 'a header name')
  if (!PER_MESSAGE.has(checked.toLowerCase())) return checked
  throw new SecureHeadersError({
    code: 'ERR_SECURE_FORBIDDEN_HEADER',
    expected: 'a header that can be treated the same on every response',
    received: checked,
    fix: 'Leave it to the handler: it describes one message.',
  })
}
