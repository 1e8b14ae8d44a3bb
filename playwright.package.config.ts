import { defineConfig } from '@playwright/test'

// Started by scripts/test.mjs on packages that it has made. One computer, so one after the other.
export default defineConfig({
  testDir: 'test/package',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
})
