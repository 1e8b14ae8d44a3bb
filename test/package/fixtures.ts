import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { spawnMailServer, type TestMailServer } from '../mail-server/index.ts'
import { type Machine, openMachine } from './support/machine.ts'

export { expect } from '@playwright/test'

/** Where scripts/test.mjs has put the packages. */
const packages = process.env['LATCHKEY_PACKAGES'] ?? ''
export const oldVersion = '0.0.9'
export const deb = (version: string) =>
  join(packages, version === oldVersion ? 'old' : 'new', `latchkey_${version}_amd64.deb`)
export const archive = (version: string) =>
  join(packages, 'new', `latchkey-${version}-linux-x64.tar.gz`)

/** Installing needs root; an ordinary person does the rest. */
export const canInstall = process.platform === 'linux' && process.getuid?.() === 0

export const test = base.extend<object, { machine: Machine; server: TestMailServer }>({
  machine: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const machine = await openMachine()
      await use(machine)
      await machine.close()
    },
    { scope: 'worker' },
  ],
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      // A local server whose certificate the person accepts, because a package takes no test switches.
      const server = await spawnMailServer({
        certificate: 'untrusted',
        // Characters that every keyboard has.
        password: 'pa55 word of the server',
      })
      await use(server)
      await server.stop()
    },
    { scope: 'worker' },
  ],
})
