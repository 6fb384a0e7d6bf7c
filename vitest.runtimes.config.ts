import { defineConfig } from 'vitest/config'

// npm run runtimes: what installs other runtimes, and takes minutes.
export default defineConfig({
  test: {
    // As under `npm run runtimes`: npx has set it for pnpm.
    env: { npm_config_allow_scripts: 'pnpm' },
    include: ['packages/runtimes/test/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    silent: 'passed-only',
  },
})
