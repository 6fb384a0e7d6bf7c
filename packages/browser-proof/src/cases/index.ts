import type { Case } from '../case.js'
import { CONNECTIONS } from './connections.js'
import { CSP_EXFILTRATION } from './csp-exfiltration.js'
import { CSP_SCRIPTS } from './csp-scripts.js'
import { DOCUMENT_POLICY } from './document-policy.js'
import { FRAMING } from './framing.js'
import { INTEGRITY } from './integrity.js'
import { ISOLATION } from './isolation.js'
import { LEGACY } from './legacy.js'
import { MIME_SNIFFING } from './mime-sniffing.js'
import { PERMISSIONS } from './permissions.js'
import { REFERRER } from './referrer.js'
import { REPORTS } from './reports.js'
import { TRACES } from './traces.js'
import { TRANSPORT } from './transport.js'
import { TRUSTED_TYPES } from './trusted-types.js'

/** Every attack. */
export const CASES: readonly Case[] = [
  ...CSP_SCRIPTS,
  ...TRUSTED_TYPES,
  ...CSP_EXFILTRATION,
  ...FRAMING,
  ...TRANSPORT,
  ...REFERRER,
  ...MIME_SNIFFING,
  ...ISOLATION,
  ...PERMISSIONS,
  ...INTEGRITY,
  ...DOCUMENT_POLICY,
  ...CONNECTIONS,
  ...TRACES,
  ...REPORTS,
  ...LEGACY,
]
