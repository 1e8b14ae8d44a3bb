/**
 * Chromium keeps one start a data folder by a lock in it and a socket in the system's folder for
 * temporary files. Where it can make neither, it says what it says to a second start: that this one
 * has nothing to do.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readlinkSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import texts from '@locales/en/desktop.json'
import { type App, dialog } from 'electron'
import { forOthers } from './private-folder'

interface StartFault {
  readonly what: 'full' | 'unusable'
  /** The folder. */
  readonly path: string
}

/** sysexits.h: a file cannot be made. */
const cannotCreate = 73

/** @returns null when another start has the lock, and was told of this one */
export function startFault(dataFolder: string, temporary: string): StartFault | null {
  if (isHeld(dataFolder)) return null
  return faultOf(dataFolder) ?? faultOf(temporary)
}

/** The lock is a link to `computer-process` (process_singleton_posix.cc). Windows has another. */
function isHeld(folder: string): boolean {
  try {
    const pid = Number(readlinkSync(join(folder, 'SingletonLock')).split('-').at(-1))
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Found out by trying: no flag tells of a disk that is full, or was made read-only. */
function faultOf(path: string): StartFault | null {
  try {
    rmdirSync(mkdtempSync(join(path, 'start-')))
    return null
  } catch (error) {
    const full = /^(ENOSPC|EDQUOT)$/.test(String((error as NodeJS.ErrnoException).code))
    return { what: full ? 'full' : 'unusable', path }
  }
}

/** Says so in a window of the system's, since there is no place for one of ours, and ends. */
export async function endWith(app: App, { what, path }: StartFault): Promise<void> {
  process.stderr.write(`latchkey: cannot start, ${what}: ${path}\n`)
  const { title, todo } = texts.startFault[what]
  const { retry, close } = texts.startFault
  await app.whenReady()
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: app.name,
    message: title,
    detail: `${path}\n\n${todo}`,
    buttons: [retry, close],
    cancelId: 1,
  })
  if (response === 0) startAgain()
  app.exit(cannotCreate)
}

/**
 * Starts the program once more, for a start that ends before it holds anything. The next one need not
 * wait for the end of this one, as with `app.relaunch`: that wait can last forever if the signal of the
 * end comes at the wrong moment (Electron, relauncher_linux.cc).
 *
 * @param args without the program itself
 */
export function startAgain(args: readonly string[] = process.argv.slice(1)): void {
  const options = { detached: true, stdio: 'ignore' } as const
  void forOthers(async () => spawn(process.execPath, args, options).unref())
}
