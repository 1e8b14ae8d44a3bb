import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { quickFolder } from '../../scripts/quick-folder.mjs'

it.each([
  ['no memory for files', '/no/such/folder'],
  ['no room in it', '/proc/self'],
])('where a computer has %s, tests leave their files where others do', (_, memory) => {
  const folder = quickFolder(memory)
  try {
    expect(dirname(folder)).toBe(tmpdir())
    writeFileSync(join(folder, 'file'), '')
    expect(existsSync(join(folder, 'file'))).toBe(true)
    if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o711)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
