/**
 * Chromium allows one instance per data folder, with a lock in it and a socket in the system's temporary
 * folder. If it can't create one of them, it gives the same answer as to a second start.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readlinkSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import texts from '@locales/en/desktop.json'
import { type App, dialog } from 'electron'
import { forOthers } from './private-folder'

interface StartFault {
  readonly what: 'full' | 'unusable'
  /** The folder with the problem. */
  readonly path: string
}

/** sysexits.h: a file can't be created. */
const cannotCreate = 73

/** @returns null if nothing is wrong: another instance has the lock and was told about this start */
export function startFault(dataFolder: string, temporary: string): StartFault | null {
  if (isHeld(dataFolder)) return null
  return faultOf(dataFolder) ?? faultOf(temporary)
}

/** The lock is a link to `computer-process` (process_singleton_posix.cc). Windows uses another one. */
function isHeld(folder: string): boolean {
  try {
    const pid = Number(readlinkSync(join(folder, 'SingletonLock')).split('-').at(-1))
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Found out by trying: no flag tells that a disk is full or was made read-only. */
function faultOf(path: string): StartFault | null {
  try {
    rmdirSync(mkdtempSync(join(path, 'start-')))
    return null
  } catch (error) {
    const full = /^(ENOSPC|EDQUOT)$/.test(String((error as NodeJS.ErrnoException).code))
    return { what: full ? 'full' : 'unusable', path }
  }
}

/** Reports the fault in a system dialog, because our own windows have nowhere to store files, and exits. */
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
 * Starts the program again, for an instance that ends before it holds anything. Unlike with `app.relaunch`,
 * the new one doesn't wait for this one to end: that wait can last forever if the signal of the end comes
 * at the wrong moment (Electron, relauncher_linux.cc).
 *
 * @param args without the program itself
 */
export function startAgain(args: readonly string[] = process.argv.slice(1)): void {
  const options = { detached: true, stdio: 'ignore' } as const
  void forOthers(async () => spawn(process.execPath, args, options).unref())
}
