export { compile, compileOverride, type Layer } from './compile.js'
export { sha256, sha384, sha512 } from './digest.js'
export { SecureHeadersError, type SecureHeadersErrorCode } from './errors.js'
export type { Field, HeaderDefinition, Json } from './headers/header.js'
export * from './headers/index.js'
export {
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
export { createNonce } from './nonce.js'
export type { Option, OverrideOptions, SecureOptions } from './options.js'
export { Secure } from './secure.js'
