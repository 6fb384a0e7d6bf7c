import { defineConfig } from 'vitest/config'

// npm run mutants: the tests of the core that are quick, each many times over.
export default defineConfig({
  test: {
    include: ['packages/core/src/**/*.test.ts', 'packages/core/test/{builder-vectors,mistakes,registry}.test.ts'],
    exclude: ['**/*.hooks.test.ts', 'packages/core/src/node/hooks/self-test.test.ts'],
    silent: 'passed-only',
  },
})
