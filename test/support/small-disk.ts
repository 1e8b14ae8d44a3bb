/** A disk so small that it fills up quickly. Only root on Linux can make one. */
import { execFileSync } from 'node:child_process'
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SmallDisk {
  readonly folder: string
  /** Fills it to the last byte, or with as many files as it can hold. */
  fill(how?: 'bytes' | 'files'): void
  free(): void
  readOnly(yes: boolean): void
  remove(): void
}

/** @returns null if the system doesn't permit it */
export function smallDisk(bytes = 2 * 1024 * 1024): SmallDisk | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-disk-'))
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, { stdio: 'ignore' })
  try {
    run(
      'mount',
      '-t',
      'tmpfs',
      '-o',
      `size=${bytes},nr_inodes=200,mode=0777`,
      'latchkey-test',
      folder,
    )
  } catch {
    rmSync(folder, { recursive: true })
    return null
  }
  const filling = join(folder, 'filling')
  return {
    folder,
    fill(how = 'bytes') {
      mkdirSync(filling)
      try {
        for (let name = 0; how === 'files'; name += 1) writeFileSync(join(filling, `${name}`), '')
      } catch {
        return
      }
      const file = openSync(join(filling, 'bytes'), 'a')
      try {
        for (;;) writeSync(file, Buffer.alloc(4096))
      } catch {
        closeSync(file)
      }
    },
    free: () => rmSync(filling, { recursive: true }),
    readOnly: (yes) => void run('mount', '-o', `remount,${yes ? 'ro' : 'rw'}`, folder),
    remove() {
      run('umount', '--lazy', folder)
      rmSync(folder, { recursive: true })
    },
  }
}
