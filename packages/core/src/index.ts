export { compile, compileOverride } from './compile.js'
export type { CompiledPolicy } from './compiled-policy.js'
export { sha256, sha384, sha512 } from './digest.js'
export { type Mistake, SecureHeadersError, type SecureHeadersErrorCode } from './errors.js'
export type { DirectiveName, SandboxToken } from './headers/csp-directives.js'
export type { Field, Header, HeaderDefinition, Json } from './headers/header.js'
export * from './headers/index.js'
export type { PermissionsPolicyFeature } from './headers/permissions-policy-features.js'
export type { ReferrerPolicyToken } from './headers/referrer-policy-tokens.js'
export type { ReportingData } from './headers/reporting.js'
export {
  type AncestorSource,
  INLINE_SPECULATION_RULES,
  type KeywordSource,
  NONCE,
  NONE,
  REPORT_SAMPLE,
  REPORT_SHA256,
  REPORT_SHA384,
  REPORT_SHA512,
  SELF,
  type SourceExpression,
  STRICT_DYNAMIC,
  TRUSTED_TYPES_EVAL,
  UNSAFE_EVAL,
  UNSAFE_HASHES,
  UNSAFE_INLINE,
  WASM_UNSAFE_EVAL,
} from './headers/source-expression.js'
export type { TokenData } from './headers/token-header.js'
export type { InstanceOf } from './instance-of.js'
export type { Layer } from './layer.js'
export { createNonce } from './nonce.js'
export type { Option, OverrideOptions, RawValue, SecureOptions, SeveralOption } from './options.js'
export { Secure } from './secure.js'
export type { SecureWarningCode } from './warn.js'
