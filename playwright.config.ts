import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'

// scripts/test.mjs runs this on the built app, in a desktop session of its own.
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // Each test has its own data folder and mail server, so files can run in parallel. One worker more
  // than cores, because each sometimes waits for a window or an email.
  workers: availableParallelism() + 1,
  retries: 0,
  forbidOnly: true,
  // The only time limits, and generous: a busy machine is not a bug, and nothing tested takes this long.
  timeout: 600_000,
  expect: { timeout: 300_000 },
  reporter: 'list',
})
