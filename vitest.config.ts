import { defineConfig } from 'vitest/config'
import { alias } from './scripts/aliases.mjs'

// scripts/test.mjs runs this in Electron's own Node, so that tests run in the app's own runtime.
export default defineConfig({
  resolve: { alias },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    // Use every core. The default leaves one free, which is half of a two-core computer.
    maxWorkers: '100%',
    // One process per core, not per file, so that modules load once. Tests must undo any global change.
    isolate: false,
    // Only to end tests that hang, and the only limit: no test may fail because a machine is slow.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 300_000 } },
    // Concurrent tests mostly wait for slow servers.
    maxConcurrency: 16,
    // Mocks and stubs left over from one test must not reach the next.
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
})
