/** A real archive replaces a portable app's folder. */
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
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
  mkdirSync(join(folder, 'resources'), { recursive: true })
  writeFileSync(join(folder, 'files.txt'), `files.txt\n${program}\nresources\n`)
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

/** With the permissions that the app gives its files. Root's tar would keep an archive's by default. */
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

/** What a portable copy does about updates, and how often it was opened again. */
function installerOf(executable: string | null, dataFolder = temporaryFolder()) {
  const opened: string[] = []
  const installer = updateInstaller({
    executable,
    platform: 'linux',
    dataFolder,
    show: () => {},
    args: [],
    forOthers: (work) => work(),
    relaunch: () => void opened.push('again'),
  })
  return { ...installer, opened }
}

test.skipIf(process.platform !== 'linux')('an app’s own folder is known as such', async () => {
  const parent = temporaryFolder()
  const folder = appIn(parent, 'Latchkey', 'old')
  expect(await installerOf(null).way()).toBe('by-hand')
  const portable = installerOf(join(folder, 'latchkey'))
  expect(await portable.way()).toBe('folder')
  expect(await portable.install(archiveOf('latchkey-0.2.0'), true)).toBe(true)
  expect([portable.opened, existsSync(`${folder}.previous`)]).toEqual([['again'], true])
  // Only the system may replace what a package installed, never this program itself.
  expect(['system', 'by-hand']).toContain(await installerOf('/usr/bin/dpkg').way())
})

const others: readonly (readonly [string, (folder: string) => void])[] = [
  ['a letter beside the program', (folder) => writeFileSync(join(folder, 'letter.txt'), 'x')],
  ['a file in a folder of ours', (folder) => writeFileSync(join(folder, 'resources/x'), 'x')],
  ['an empty folder', (folder) => mkdirSync(join(folder, 'photos'))],
  ['a link to elsewhere', (folder) => symlinkSync(temporaryFolder(), join(folder, 'photos'))],
  ['no list of what is ours', (folder) => rmSync(join(folder, 'files.txt'))],
  [
    'a letter in the older folder',
    (folder) => mkdirSync(`${folder}.previous/letters`, { recursive: true }),
  ],
]

test.skipIf(process.platform !== 'linux').each(others)(
  'a folder with more than the app in it is never replaced: %s',
  async (_, put) => {
    const parent = temporaryFolder()
    const folder = appIn(parent, 'Downloads', 'old')
    const portable = installerOf(join(folder, 'latchkey'))
    expect(await portable.way()).toBe('folder')
    put(folder)
    const before = readdirSync(parent, { recursive: true }).toSorted()
    expect(await portable.way()).toBe('unpack')
    const archive = archiveOf('latchkey-0.2.0')
    expect(await portable.install(archive, true)).toBe(false)
    await expect(replaceFolder(join(folder, 'latchkey'), archive)).rejects.toThrow()
    expect(readdirSync(parent, { recursive: true }).toSorted()).toEqual(before)
    expect([portable.opened, readFileSync(join(folder, 'latchkey'), 'utf8')]).toEqual([[], 'old'])
  },
)

test.skipIf(process.platform !== 'linux')(
  'a folder that holds the data is never replaced, whatever its name',
  async () => {
    const folder = appIn(temporaryFolder(), 'Latchkey', 'old')
    const link = join(temporaryFolder(), 'data')
    symlinkSync(join(folder, 'resources'), link)
    for (const data of [folder, join(folder, 'resources'), link]) {
      const portable = installerOf(join(folder, 'latchkey'), data)
      expect(await portable.way()).toBe('unpack')
      expect(await portable.install(archiveOf('latchkey-0.2.0'), false)).toBe(false)
    }
  },
)
