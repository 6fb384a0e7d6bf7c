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

  /** Acrobat trusts no policy file. */
  none(...none: []): XPermittedCrossDomainPolicies {
    return this.only('none', none)
  }

  /** Acrobat trusts the policy file at the root only. */
  masterOnly(...none: []): XPermittedCrossDomainPolicies {
    return this.only('masterOnly', none, 'master-only')
  }

  /** Acrobat trusts policy files that are served as `text/x-cross-domain-policy`. */
  byContentType(...none: []): XPermittedCrossDomainPolicies {
    return this.only('byContentType', none, 'by-content-type')
  }

  /** Acrobat trusts files named crossdomain.xml, on FTP. */
  byFtpFilename(...none: []): XPermittedCrossDomainPolicies {
    return this.only('byFtpFilename', none, 'by-ftp-filename')
  }

  /** Acrobat trusts every policy file of the site. */
  all(...none: []): XPermittedCrossDomainPolicies {
    return this.only('all', none)
  }

  /** This response is no policy file; says nothing about others. */
  noneThisResponse(...none: []): XPermittedCrossDomainPolicies {
    return this.only('noneThisResponse', none, 'none-this-response')
  }
}
