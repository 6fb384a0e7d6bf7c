export { ensure, find } from './debian.js'
export { installed, npm } from './npm.js'
export { bun, deno, node, type Program } from './runtimes.js'
export { BUN, DENO, MINIFLARE, NODES, STRYKER, TYPESCRIPTS } from './versions.js'
