import type { Option } from '../options.js'
import { type ValueDefinition, ValueHeader } from './value-header.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * X-Permitted-Cross-Domain-Policies: which cross-domain policy files of the site Acrobat may trust. Off by
     * default; `true` sends `none`.
     * @see https://www.adobe.com/devnet-docs/acrobatetk/tools/AppSec/xdomain.html
     */
    crossDomain?: Option<XPermittedCrossDomainPolicies, Value> | undefined
  }
}

const VALUES = ['none', 'master-only', 'by-content-type', 'by-ftp-filename', 'all', 'none-this-response'] as const
type Value = (typeof VALUES)[number]

/**
 * Say which cross-domain policy files of the site Acrobat may trust: untouched, it writes `none`.
 *
 * @see https://www.adobe.com/devnet-docs/acrobatetk/tools/AppSec/xdomain.html
 */
export class XPermittedCrossDomainPolicies extends ValueHeader<Value> {
  static readonly definition = {
    option: 'crossDomain',
    header: 'X-Permitted-Cross-Domain-Policies',
    onByDefault: false,
    knownAs: ['permittedCrossDomainPolicies', 'xpcdp'],
    default: 'none',
    values: VALUES,
  } as const satisfies ValueDefinition

  /** None. */
  none(...none: []): XPermittedCrossDomainPolicies {
    return this.only('none', none)
  }

  /** The one at the root only. */
  masterOnly(...none: []): XPermittedCrossDomainPolicies {
    return this.only('masterOnly', none, 'master-only')
  }

  /** Those served as `text/x-cross-domain-policy`. */
  byContentType(...none: []): XPermittedCrossDomainPolicies {
    return this.only('byContentType', none, 'by-content-type')
  }

  /** Those named crossdomain.xml, on FTP. */
  byFtpFilename(...none: []): XPermittedCrossDomainPolicies {
    return this.only('byFtpFilename', none, 'by-ftp-filename')
  }

  /** Every one. */
  all(...none: []): XPermittedCrossDomainPolicies {
    return this.only('all', none)
  }

  /** Not this response; says nothing about others. */
  noneThisResponse(...none: []): XPermittedCrossDomainPolicies {
    return this.only('noneThisResponse', none, 'none-this-response')
  }
}
