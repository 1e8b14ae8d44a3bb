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

/** What Linux keeps in memory, and where every program may write. */
const inMemory = '/dev/shm'
/** Several times what the tests that run at one time take. */
const roomBytes = 2 * 1024 ** 3

/**
 * Makes a folder for what tests leave behind: in memory, if there is room, so that thousands of new
 * databases do not wait for the disk. Only there to be quick: no test may count on it.
 * @param {string} [memory]
 * @returns {string}
 */
export function quickFolder(memory = inMemory) {
  const make = (/** @type {string} */ parent) => {
    const folder = mkdtempSync(join(parent, 'latchkey-'))
    // As through any folder of this kind, other users pass through it to what is shown to them.
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

/** Some systems forbid it there, and tests make programs. */
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
