/** Every failed start shows a message. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type SmallDisk, smallDisk } from '../test/support/small-disk.ts'
import { test as base, expect } from './fixtures.ts'
import { type Overheard, overheard } from './support/overheard.ts'

interface Starts {
  /** Writable by all users unless it is made full or read-only. Null if no disk can be made. */
  readonly disk: SmallDisk | null
  start(dataFolder: string, ...args: string[]): Overheard
  startWith(env: Record<string, string>, dataFolder: string): Overheard
}

const test = base.extend<{ starts: Starts }>({
  starts: async ({ app }, use) => {
    const disk = smallDisk()
    const begun: Overheard[] = []
    const folders: string[] = []
    const startWith = (env: Record<string, string>, ...given: [string, ...string[]]) => {
      const folder = mkdtempSync(join(tmpdir(), 'latchkey-start-'))
      const one = overheard(folder, given, { ...app.env, ...env })
      begun.push(one)
      folders.push(folder)
      return one
    }
    await use({ disk, startWith, start: (...given) => startWith({}, ...given) })
    for (const one of begun) one.end()
    await Promise.all(begun.map(({ ended }) => ended))
    for (const folder of folders) rmSync(folder, { recursive: true })
    disk?.remove()
  },
})

// biome-ignore lint/suspicious/noSkippedTests: other systems keep a second app off a data folder in other ways
test.skip(process.platform !== 'linux', 'a folder is made useless as on Linux')

const cannotWrite = 'Latchkey can’t write to a folder it needs'

test('in a data folder that is read-only it says so, ends with a status of its own, and tries again when told to', async ({
  starts: { disk, start },
  app,
}) => {
  const folder = join(disk?.folder ?? app.dataFolder, 'data')
  mkdirSync(folder)
  const readOnly = (yes: boolean) =>
    disk === null ? chmodSync(folder, yes ? 0o500 : 0o700) : disk.readOnly(yes)
  readOnly(true)
  const closed = start(folder)
  await expect.poll(closed.said).toContain(`${cannotWrite}\n${folder}`)
  closed.press('Close')
  expect(await closed.ended).toBe(73)

  const again = start(folder)
  await expect.poll(again.said).toContain(cannotWrite)
  readOnly(false)
  again.press('Try again')
  await expect.poll(again.said).toContain('Welcome to Latchkey')
})

test('on a disk that holds no further file it says that the disk is full', async ({
  starts: { disk, start },
}) => {
  // biome-ignore lint/suspicious/noSkippedTests: skipped only if the system can't make a small disk
  test.skip(disk === null, 'making a disk takes root')
  const folder = join(disk?.folder ?? '', 'data')
  mkdirSync(folder)
  disk?.fill('files')
  const full = start(folder)
  await expect.poll(full.said).toContain(`The disk is full\n${folder}`)
  full.press('Close')
  expect(await full.ended).toBe(73)
  expect(readdirSync(folder)).toEqual([])
})

test('without a folder for temporary files it names the one that cannot be', async ({
  starts: { startWith },
  app,
}) => {
  // Folders can't be created there.
  const missing = '/proc/no-such-folder'
  const one = startWith({ TMPDIR: missing }, app.dataFolder)
  await expect.poll(one.said).toContain(`${cannotWrite}\n${missing}`)
  one.press('Close')
  expect(await one.ended).toBe(73)
})

const longLink = (length: number) => `latchkey://reset?t=${'A'.repeat(length)}`

test('by a link that is far too long it opens all the same, and says that the link does not work', async ({
  app,
  person,
  starts: { start },
}) => {
  await person.begins()
  await app.close()
  const one = start(app.dataFolder, longLink(40_000))
  expect(await one.ended).toBe(0)
  await expect.poll(one.said).toContain('This link doesn’t work')
})

test('while it runs a link that is far too long opens nothing but the words that it does not work', async ({
  app,
  person,
}) => {
  await person.begins()
  await person.signsOut()
  const { pid } = app.electron.process()
  await app.openLink(longLink(120_000))
  await person.sees('This link doesn’t work')
  expect(app.electron.process().pid).toBe(pid)
  expect(app.electron.windows()).toHaveLength(1)
})
