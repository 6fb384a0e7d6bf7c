export { attach } from '@secure/core/node'
export type { SecureEnv, SecureMiddleware } from './context.js'
export { default, headersOf, override, secure } from './index.js'
