import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { claimFolder, isOwnFolder, tightenFiles } from '../../src/main/desktop/private-folder.ts'
import { temporaryFolder } from '../world.ts'

const modeOf = (path: string) => statSync(path).mode & 0o777
const isRoot = process.getuid?.() === 0

describe.runIf(process.platform !== 'win32')('the data folder', () => {
  it('is made for its user alone', () => {
    const folder = join(temporaryFolder(), 'a', 'b')
    expect(claimFolder(folder)).toBe(true)
    expect(modeOf(folder)).toBe(0o700)
  })

  it('that others could read is theirs no more', async () => {
    const folder = mkdtempSync(join(temporaryFolder(), 'data-'))
    const inner = join(folder, 'own', 'backups')
    mkdirSync(inner, { recursive: true })
    const file = join(inner, 'latchkey.sqlite')
    writeFileSync(file, 'x')
    for (const path of [folder, join(folder, 'own'), inner]) chmodSync(path, 0o755)
    chmodSync(file, 0o664)

    expect(claimFolder(folder)).toBe(true)
    await tightenFiles(folder)
    expect([folder, join(folder, 'own'), inner].map(modeOf)).toEqual([0o700, 0o700, 0o700])
    expect(modeOf(file)).toBe(0o600)
  })

  it('leads nobody to change files elsewhere', async () => {
    const folder = temporaryFolder()
    const elsewhere = join(temporaryFolder(), 'public.txt')
    writeFileSync(elsewhere, 'x')
    chmodSync(elsewhere, 0o644)
    symlinkSync(elsewhere, join(folder, 'link'))
    await tightenFiles(folder)
    expect(modeOf(elsewhere)).toBe(0o644)
  })

  it('that cannot be made is left to be said by who opens it', () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    expect(claimFolder(join(file, 'data'))).toBe(true)
  })

  it('named by an argument is one’s own, or is to be made in one’s own', () => {
    const folder = temporaryFolder()
    expect(isOwnFolder(folder)).toBe(true)
    expect(isOwnFolder(join(folder, 'not', 'there'))).toBe(true)
    chmodSync(folder, 0o777)
    expect(isOwnFolder(folder)).toBe(false)
    expect(isOwnFolder(join(folder, 'not', 'there'))).toBe(false)
    expect(isOwnFolder('/tmp/not-there/data')).toBe(false)
  })

  it.runIf(isRoot)('of another user is not claimed, nor changed', () => {
    const folder = mkdtempSync(join(temporaryFolder(), 'data-'))
    chownSync(folder, 65534, 65534)
    chmodSync(folder, 0o755)
    expect(claimFolder(folder)).toBe(false)
    expect(isOwnFolder(folder)).toBe(false)
    expect(modeOf(folder)).toBe(0o755)
  })
})
