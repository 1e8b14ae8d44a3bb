import { defineConfig } from '@playwright/test'

const onlyReads = '**/package.spec.ts'

// scripts/test.mjs runs this on packages that it has just made.
export default defineConfig({
  testDir: 'test/package',
  outputDir: 'test-results',
  // Tests that change the computer run one at a time. Those that only read the packages run beside them.
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
