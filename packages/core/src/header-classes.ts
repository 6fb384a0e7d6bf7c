import { bare } from './bare.js'
import type { HeaderClass } from './headers/header.js'
import * as headers from './headers/index.js'

/** Every header class, in the order of the wire and of every table of the documentation. */
export const HEADER_CLASSES: readonly HeaderClass[] = [
  headers.Server,
  headers.StrictTransportSecurity,
  headers.XFrameOptions,
  headers.XXSSProtection,
  headers.XContentTypeOptions,
  headers.ContentSecurityPolicy,
  headers.ReferrerPolicy,
  headers.CacheControl,
  headers.PermissionsPolicy,
  headers.ReportTo,
  headers.CrossOriginOpenerPolicy,
  headers.CrossOriginEmbedderPolicy,
  headers.CrossOriginResourcePolicy,
  headers.OriginAgentCluster,
  headers.ReportingEndpoints,
  headers.NetworkErrorLogging,
  headers.IntegrityPolicy,
  headers.ClearSiteData,
  headers.DocumentPolicy,
  headers.DocumentIsolationPolicy,
  headers.ConnectionAllowlist,
  headers.XDnsPrefetchControl,
  headers.XDownloadOptions,
  headers.XPermittedCrossDomainPolicies,
  headers.CustomHeaders,
]

for (const { definition } of HEADER_CLASSES) bare(definition)
