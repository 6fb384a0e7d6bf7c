import { defineConfig } from 'vitest/config'

// npm run rendering: what installs frameworks that render pages, and builds an app for each.
export default defineConfig({
  test: {
    include: ['packages/rendering/test/*.test.ts'],
    // A build takes all the cores.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 600_000,
    silent: 'passed-only',
  },
})
