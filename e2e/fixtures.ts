/**
 * Each test gets the built app on a data folder, a clock and a mail server of its own, and a
 * person who uses it. Faults are switched while it runs: `app.set`, `app.passTime`,
 * `server.setFaults`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { spawnMailServer, type TestMailServer } from '../test/mail-server/index.ts'
import { type App, appOn } from './support/app.ts'
import { type Person, personAt } from './support/person.ts'

export { expect } from '@playwright/test'
export { linkOf } from '../test/mail-server/index.ts'
export { ada, grace, newPassword } from './support/person.ts'

export const minute = 60_000

interface Fixtures {
  readonly app: App
  readonly person: Person
  readonly server: TestMailServer
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  app: async ({}, use, info) => {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-e2e-'))
    const app = appOn(folder)
    await use(app)
    if (info.status !== info.expectedStatus) {
      await app.page.screenshot({ path: info.outputPath('screen.png') }).catch(() => {})
    }
    await app.kill()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  },
  person: async ({ app }, use) => use(personAt(app)),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  server: async ({}, use) => {
    const server = await spawnMailServer()
    await use(server)
    await server.stop()
  },
})
