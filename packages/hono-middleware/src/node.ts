export { attach } from '@secure/core/node'
