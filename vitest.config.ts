import { defineConfig } from 'vitest/config'

const contracts = [
  'packages/*/test/contract*.test.ts',
  'packages/adapter-contract/test/{abuse,fakes,traps}.test.ts',
  'packages/express-middleware/test/express.test.ts',
]
const settings = { testTimeout: 20_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    // Frameworks log the errors that the contract makes them have.
    silent: 'passed-only',
    maxWorkers: '100%',
    coverage: { include: ['packages/core/src/**'], exclude: ['**/*.test.ts'] },
    projects: [
      {
        test: {
          ...settings,
          name: 'units',
          include: ['packages/*/{src,test}/**/*.test.ts', 'test/**/*.test.ts', 'bench/test/**/*.test.ts'],
          exclude: ['**/node_modules', 'packages/runtimes/**', ...contracts],
        },
      },
      // The whole contract holds on every way to write a head.
      { test: { ...settings, name: 'block hook', include: contracts } },
      { test: { ...settings, name: 'writeHead hook', include: contracts, env: { SECURE_HOOK: 'writeHead' } } },
      { test: { ...settings, name: 'behind a wrapper', include: contracts, setupFiles: './test/wrap-every-response.ts' } },
    ],
  },
})
