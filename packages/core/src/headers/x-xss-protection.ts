import type { Option } from '../options.js'
import { type ValueDefinition, ValueHeader } from './value-header.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * X-XSS-Protection: switches off the XSS auditor of browsers that still have one, because it opened
     * holes. On by default: `0`.
     * @see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/X-XSS-Protection
     */
    xxp?: Option<XXSSProtection, Value> | undefined
  }
}

type Value = '0' | '1' | '1; mode=block' | '1;mode=block' | `1; report=${string}` | `1;report=${string}`

/**
 * Switch off the XSS auditor of old browsers: untouched, it writes `0`, and nothing else is safe.
 *
 * @see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/X-XSS-Protection
 */
export class XXSSProtection extends ValueHeader<Value> {
  static readonly definition = {
    option: 'xxp',
    header: 'X-XSS-Protection',
    onByDefault: true,
    knownAs: ['xssFilter'],
    default: '0',
    values: ['0', '1', '1; mode=block', '1; report=<uri>'],
    pattern: /^1; ?(?:mode=block|report=[^\s,;]+)$/,
  } as const satisfies ValueDefinition
}
