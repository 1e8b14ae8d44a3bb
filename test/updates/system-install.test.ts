/** What the system's installer is started with, on a real shell; fake programs record it. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { installAndOpen } from '../../src/main/adapters/updates/install.ts'
import { argumentsAgain } from '../../src/main/desktop/this-computer/own-command.ts'
import { temporaryFolder } from '../world.ts'

function program(folder: string, name: string, exitCode = 0) {
  const path = join(folder, name)
  const noted = `${path}.noted`
  const note = `for one in "$(umask)" "$@"; do echo "$one"; done > '${noted}.new'`
  writeFileSync(path, `#!/bin/sh\n${note}\nmv '${noted}.new' '${noted}'\nexit ${exitCode}\n`)
  chmodSync(path, 0o700)
  return {
    path,
    told: async () => {
      await expect.poll(() => existsSync(noted)).toBe(true)
      return read(noted)
    },
  }
}

const read = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n')

test.skipIf(process.platform === 'win32')(
  'writes files for everybody; the app is opened again as it was, whatever became of it, and as its person is used to',
  async () => {
    const folder = temporaryFolder()
    const installer = program(folder, 'pkexec', 1)
    const app = program(folder, 'latch key')
    const before = process.umask(0o027)
    const file = join(folder, '$(touch x).deb')
    const again = argumentsAgain(['--hidden', '--user-data-dir=/a b', 'latchkey://reset?t=x'])
    try {
      expect(await installAndOpen([installer.path, '/apt-get'], file, [app.path, ...again])).toBe(
        true,
      )
    } finally {
      process.umask(before)
    }
    expect(await app.told()).toEqual(['0027', '--user-data-dir=/a b'])
    expect(await installer.told()).toEqual(['0022', '/apt-get', 'install', '--yes', file])
  },
)

test.skipIf(process.platform === 'win32')('opens nothing that was not asked for', async () => {
  const folder = temporaryFolder()
  const installer = program(folder, 'pkexec')
  await installAndOpen([installer.path, '/apt-get'], '/x.deb', [])
  expect(await installer.told()).toEqual(['0022', '/apt-get', 'install', '--yes', '/x.deb'])
})
