import { defineConfig } from '@playwright/test'

const onlyReads = '**/package.spec.ts'

// Started by scripts/test.mjs on packages that it has made.
export default defineConfig({
  testDir: 'test/package',
  outputDir: 'test-results',
  // One computer, so one after the other, and beside them what only reads the packages.
  workers: 2,
  projects: [
    { name: 'machine', testMatch: '**/*.spec.ts', testIgnore: onlyReads, workers: 1 },
    { name: 'contents', testMatch: onlyReads, workers: 1 },
  ],
  retries: 0,
  forbidOnly: true,
  // As generous as in playwright.config.ts.
  timeout: 600_000,
  expect: { timeout: 300_000 },
  reporter: 'list',
})
