import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { codeOf, temporaryFolder } from '../../../test/world.ts'
import { maxFileBytes, readChosen, writeChosen } from './file-access'

const asRoot = process.getuid?.() === 0

describe('a file that a person chose', () => {
  it('is read whole', async () => {
    const file = join(temporaryFolder(), 'a.csv')
    writeFileSync(file, 'title,password\n')
    expect(new TextDecoder().decode(await readChosen(file))).toBe('title,password\n')
  })

  it('may be empty', async () => {
    const file = join(temporaryFolder(), 'empty.csv')
    writeFileSync(file, '')
    expect(await readChosen(file)).toHaveLength(0)
  })

  it('is refused when it is too large, before it is read', async () => {
    const file = join(temporaryFolder(), 'large.csv')
    writeFileSync(file, '')
    truncateSync(file, maxFileBytes + 1)
    expect(await codeOf(() => readChosen(file))).toBe('FILE_TOO_LARGE')
  })

  it('is refused when it is none', async () => {
    const folder = temporaryFolder()
    expect(await codeOf(() => readChosen(join(folder, 'gone.csv')))).toBe('FILE_UNREADABLE')
    expect(await codeOf(() => readChosen(folder))).toBe('FILE_UNREADABLE')
  })

  it.skipIf(process.platform === 'win32')('is not waited for when it is a pipe', async () => {
    const pipe = join(temporaryFolder(), 'pipe')
    execFileSync('mkfifo', [pipe])
    expect(await codeOf(() => readChosen(pipe))).toBe('FILE_UNREADABLE')
  })
})

describe('a file that is saved', () => {
  it('is the user’s alone, and takes the place of the one before', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'page.pdf')
    writeFileSync(file, 'the one before', { mode: 0o644 })
    await writeChosen(file, new TextEncoder().encode('the new one'))
    expect(readFileSync(file, 'utf8')).toBe('the new one')
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['page.pdf'])
  })

  it('leaves nothing behind where it cannot be written', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'page.pdf'))
    const saved = () => writeChosen(join(folder, 'page.pdf'), new Uint8Array(8))
    expect(await codeOf(saved)).toBe('FILE_UNWRITABLE')
    expect(readdirSync(folder)).toEqual(['page.pdf'])
    const nowhere = () => writeChosen(join(folder, 'no', 'page.pdf'), new Uint8Array(8))
    expect(await codeOf(nowhere)).toBe('FILE_UNWRITABLE')
  })

  it.skipIf(asRoot)('is refused in a folder that may not be written to', async () => {
    const folder = temporaryFolder()
    chmodSync(folder, 0o500)
    const saved = () => writeChosen(join(folder, 'page.pdf'), new Uint8Array(8))
    expect(await codeOf(saved)).toBe('FILE_UNWRITABLE')
    chmodSync(folder, 0o700)
  })
})
