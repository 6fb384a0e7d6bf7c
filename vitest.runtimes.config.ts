import { defineConfig } from 'vitest/config'

// npm run runtimes: what installs other runtimes, and takes minutes.
export default defineConfig({
  test: {
    include: ['packages/runtimes/test/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    silent: 'passed-only',
  },
})
