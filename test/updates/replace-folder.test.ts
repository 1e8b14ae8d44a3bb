/** A portable app's folder, replaced by a real archive. */
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { updateInstaller } from '../../src/main/adapters/updates/install.ts'
import { replaceFolder } from '../../src/main/adapters/updates/replace-folder.ts'
import { temporaryFolder } from '../world.ts'

function appIn(parent: string, name: string, content: string, program = 'latchkey') {
  const folder = join(parent, name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, program), content)
  chmodSync(join(folder, program), 0o755)
  return folder
}

function archiveOf(...folders: readonly string[]) {
  const parent = temporaryFolder()
  for (const name of folders)
    appIn(parent, name, 'new', name.startsWith('other') ? 'x' : 'latchkey')
  const archive = join(parent, 'update.tar.gz')
  execFileSync('tar', ['-czf', archive, '-C', parent, ...folders])
  return archive
}

test.skipIf(process.platform === 'win32')(
  'the new app takes the place of the old one, which stays beside it to go back to',
  async () => {
    const parent = temporaryFolder()
    const folder = appIn(parent, 'Latchkey', 'old')
    for (const _ of ['once', 'and again']) {
      await replaceFolder(join(folder, 'latchkey'), archiveOf('latchkey-0.2.0'))
      expect(readFileSync(join(folder, 'latchkey'), 'utf8')).toBe('new')
    }
    expect(readdirSync(parent).toSorted()).toEqual(['Latchkey', 'Latchkey.previous'])
  },
)

/** With the rights that the app gives to its files. Root's tar would keep an archive's by itself. */
async function asOrdinaryUser(owned: readonly string[], work: () => Promise<void>) {
  const nobody = 65_534
  const isRoot = process.geteuid?.() === 0
  if (isRoot) for (const path of owned) execFileSync('chown', ['-R', String(nobody), path])
  const before = process.umask(0o077)
  if (isRoot) process.seteuid?.(nobody)
  try {
    await work()
  } finally {
    if (isRoot) process.seteuid?.(0)
    process.umask(before)
  }
}

test.skipIf(process.platform === 'win32')(
  'everybody who could start the old app can start the new one, though the app’s own files are its user’s alone',
  async () => {
    const parent = temporaryFolder()
    const folder = appIn(parent, 'Latchkey', 'old')
    const archive = archiveOf('latchkey-0.2.0')
    await asOrdinaryUser([parent, dirname(archive)], () =>
      replaceFolder(join(folder, 'latchkey'), archive),
    )
    expect(readFileSync(join(folder, 'latchkey'), 'utf8')).toBe('new')
    const rights = [folder, join(folder, 'latchkey')].map((path) => statSync(path).mode & 0o777)
    expect(rights).toEqual([0o755, 0o755])
  },
)

test.skipIf(process.platform === 'win32')(
  'an archive that holds no such app changes nothing',
  async () => {
    const parent = temporaryFolder()
    const folder = appIn(parent, 'Latchkey', 'old')
    const broken = join(parent, 'broken.tar.gz')
    writeFileSync(broken, 'no archive')
    for (const archive of [archiveOf('other-0.2.0'), archiveOf('one', 'two'), broken]) {
      await expect(replaceFolder(join(folder, 'latchkey'), archive)).rejects.toThrow()
      expect(readFileSync(join(folder, 'latchkey'), 'utf8')).toBe('old')
    }
    expect(readdirSync(parent).toSorted()).toEqual(['Latchkey', 'broken.tar.gz'])
  },
)

test.skipIf(process.platform !== 'linux')('an app’s own folder is known as such', async () => {
  const parent = temporaryFolder()
  const folder = appIn(parent, 'Latchkey', 'old')
  let opened = 0
  const installer = (executable: string | null) =>
    updateInstaller({
      executable,
      platform: 'linux',
      show: () => {},
      args: [],
      forOthers: (work) => work(),
      relaunch: () => {
        opened += 1
      },
    })
  expect(await installer(null).way()).toBe('by-hand')
  const portable = installer(join(folder, 'latchkey'))
  expect(await portable.way()).toBe('folder')
  expect(await portable.install(archiveOf('latchkey-0.2.0'), true)).toBe(true)
  expect([opened, existsSync(`${folder}.previous`)]).toEqual([1, true])
  // What a package brought is the system's to replace, and never by this program itself.
  expect(['system', 'by-hand']).toContain(await installer('/usr/bin/dpkg').way())
})
