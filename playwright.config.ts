import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'

// Started by scripts/test.mjs on the built app, in a desktop session of its own.
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // Each test has its own data folder and mail server, so that files can run side by side.
  // One more than there are cores: each waits now and then, for a window or for a mail.
  workers: availableParallelism() + 1,
  retries: 0,
  forbidOnly: true,
  // The only limits of time, generous: a busy machine is no fault. What is tested never takes so long.
  timeout: 600_000,
  expect: { timeout: 300_000 },
  reporter: 'list',
})
