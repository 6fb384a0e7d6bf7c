export { installed } from './installed.js'
export { bun, deno, node, type Program } from './runtimes.js'
export { BUN, DENO, MINIFLARE, NODES, TYPESCRIPTS } from './versions.js'
