import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'

const long = ['recovery', 'reset', 'codes', 'keychain', 'problems', 'lock', 'desktop'].map(
  (name) => `**/${name}.spec.ts`,
)

// scripts/test.mjs runs this on the built app, in a desktop session of its own.
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // Each test has its own data folder and mail server, so files can run in parallel. One worker more
  // than cores, because each sometimes waits for a window or an email.
  workers: availableParallelism() + 1,
  // The longest first: at the end of a run, no worker should wait for one of them.
  projects: [
    { name: 'long', testMatch: long },
    { name: 'others', testIgnore: long },
  ],
  retries: 0,
  forbidOnly: true,
  // The only time limits, and generous: a busy machine is not a bug, and nothing tested takes this long.
  timeout: 600_000,
  expect: { timeout: 300_000 },
  reporter: 'list',
})
