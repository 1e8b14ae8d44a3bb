import { execFileSync } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  constants,
  mkdtempSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder that Linux keeps in memory and where every program may write. */
const inMemory = '/dev/shm'
/** Several times what the tests that run at the same time need. */
const roomBytes = 2 * 1024 ** 3

/**
 * Makes a temporary folder for tests: in memory, if there is room, so that thousands of new databases
 * don't wait for the disk. It is only for speed: no test may depend on it.
 * @param {string} [memory]
 * @returns {string}
 */
export function quickFolder(memory = inMemory) {
  const make = (/** @type {string} */ parent) => {
    const folder = mkdtempSync(join(parent, 'latchkey-'))
    // Like other temporary folders, users may pass through it to what is shown to them.
    chmodSync(folder, 0o711)
    return folder
  }
  if (!hasRoom(memory)) return make(tmpdir())
  const folder = make(memory)
  if (runsPrograms(folder)) return folder
  rmSync(folder, { recursive: true })
  return make(tmpdir())
}

function hasRoom(/** @type {string} */ folder) {
  try {
    accessSync(folder, constants.W_OK)
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize >= roomBytes
  } catch {
    return false
  }
}

/** Some systems forbid running programs there, and tests create some. */
function runsPrograms(/** @type {string} */ folder) {
  const program = join(folder, 'program')
  try {
    writeFileSync(program, '#!/bin/sh\n', { mode: 0o700 })
    execFileSync(program)
    return true
  } catch {
    return false
  } finally {
    rmSync(program, { force: true })
  }
}
