import { defineConfig } from 'vitest/config'
import { alias } from './scripts/aliases.mjs'

// Started in Electron's own Node by scripts/test.mjs: what passes here passes in the app.
export default defineConfig({
  resolve: { alias },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    // Every core: by itself it would leave one out, half of a computer with two.
    maxWorkers: '100%',
    // One process a core, not one a file: the modules load once. What a test changes for all, it puts back.
    isolate: false,
    // For what never ends, and the only place for it: no test is to fail because a machine is slow.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 300_000 } },
    // Those that run side by side wait for servers that take their time.
    maxConcurrency: 16,
    // A promise, a clock or a stub left over from one test must not reach the next.
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
})
