/**
 * Each test gets the built app with its own data folder, clock and mail server, and a person who uses it.
 * Faults can be switched on while it runs: `app.set`, `app.passTime`, `server.setFaults`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { removeTestAuthority } from '../test/mail-server/certificates.ts'
import { startMailServer, type TestMailServer } from '../test/mail-server/server.ts'
import { type App, appOn } from './support/app.ts'
import { type Person, personAt, type ReadyMade } from './support/person.ts'
import { readyMade } from './support/ready-made.ts'

export { expect } from '@playwright/test'
export { linkOf } from '../test/mail-server/index.ts'
export { ada, grace, newPassword } from './support/person.ts'

export const minute = 60_000

interface Fixtures {
  /** Whether `begins` and `isReady` copy a profile that was made once. Off in tests about making one. */
  readonly fromReadyMade: boolean
  readonly app: App
  readonly person: Person
  readonly server: TestMailServer
}

interface OnceAWorker {
  readonly onceMade: ReadyMade
}

export const test = base.extend<Fixtures, OnceAWorker>({
  fromReadyMade: [true, { option: true }],
  onceMade: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const made = await readyMade()
      await use(made)
      made.remove()
      await removeTestAuthority()
    },
    { scope: 'worker' },
  ],
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
  person: async ({ app, fromReadyMade, onceMade }, use) =>
    use(personAt(app, fromReadyMade ? onceMade : null)),
  server: async ({ fromReadyMade, onceMade }, use) => {
    // Runs in this process: loading it in another takes longer than most of what it does there.
    const server = await startMailServer(fromReadyMade ? { port: await onceMade.port() } : {})
    await use(server)
    await server.stop()
  },
})
