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
import { makeReady, type ReadyMade } from './support/ready-made.ts'

export { expect } from '@playwright/test'
export { linkOf } from '../test/mail-server/index.ts'
export { ada, grace, newPassword } from './support/person.ts'

export const minute = 60_000

interface Fixtures {
  /** `isReady` begins with a copy of what it made once, where how it is made is not the matter. */
  readonly fromReadyMade: boolean
  readonly app: App
  readonly person: Person
  readonly server: TestMailServer
}

interface OnceAWorker {
  readonly readyMade: () => Promise<ReadyMade>
}

export const test = base.extend<Fixtures, OnceAWorker>({
  fromReadyMade: [false, { option: true }],
  readyMade: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const made: Promise<ReadyMade>[] = []
      await use(() => {
        if (made.length === 0) made.push(makeReady())
        return made[0] as Promise<ReadyMade>
      })
      for (const one of made) (await one).remove()
    },
    { scope: 'worker', timeout: 60_000 },
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
  person: async ({ app, fromReadyMade, readyMade }, use) =>
    use(personAt(app, fromReadyMade ? await readyMade() : null)),
  server: async ({ fromReadyMade, readyMade }, use) => {
    const server = await spawnMailServer(fromReadyMade ? { port: (await readyMade()).port } : {})
    await use(server)
    await server.stop()
  },
})
