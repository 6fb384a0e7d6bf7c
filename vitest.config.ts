import { defineConfig } from 'vitest/config'

const hooks = ['packages/*/{src,test}/**/*.hooks.test.ts']
const settings = { testTimeout: 60_000, hookTimeout: 120_000 }

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
          exclude: ['**/node_modules', 'packages/{rendering,runtimes}/**', ...hooks],
        },
      },
      // What a `*.hooks.test.ts` says holds on every way to write a head.
      { test: { ...settings, name: 'block hook', include: hooks } },
      { test: { ...settings, name: 'writeHead hook', include: hooks, env: { SECURE_HOOK: 'writeHead' } } },
      { test: { ...settings, name: 'behind a wrapper', include: hooks, setupFiles: './test/wrap-every-response.ts' } },
    ],
  },
})
