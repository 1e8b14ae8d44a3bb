import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import texts from '@locales/en/desktop.json'
import { app, dialog } from 'electron'
import { refusedArguments, strayVariables } from '../domain/launch'
import { claimFolder, isOwnFolder, makeFilesForUserAlone } from './private-folder'

/** sysexits.h: the command was used incorrectly; permission denied. */
const exitCodes = { usage: 64, noPermission: 77 }

/**
 * Hardens the process: an installed app exits if it was started with anything that could weaken it, and new
 * files are private to the user.
 *
 * @returns false if the data folder belongs to someone else; the app then says so and quits by itself
 */
export function hardenProcess(): boolean {
  if (app.isPackaged) refuseArguments()
  if (app.isPackaged) for (const name of strayVariables(Object.keys(process.env))) forget(name)
  leaveNoMemoryInDumps()
  makeFilesForUserAlone()
  keepPagesOffTheNetwork()
  const folder = app.getPath('userData')
  if (claimFolder(folder)) return true
  refuseFolder(folder)
  return false
}

function refuseArguments(): void {
  const refused = refusedArguments(process.argv.slice(1), {
    platform: process.platform,
    isRoot: process.geteuid?.() === 0,
    isOwnFolder,
  })
  if (refused.length === 0) return
  process.stderr.write(`latchkey: does not start with ${refused.join(', ')}\n`)
  process.exit(exitCodes.usage)
}

function forget(name: string): void {
  delete process.env[name]
}

/** Moves Chromium's own files elsewhere: nothing may be written to a folder that isn't ours. */
function refuseFolder(folder: string): void {
  process.stderr.write(`latchkey: somebody else’s folder: ${folder}\n`)
  const elsewhere = mkdtempSync(join(app.getPath('temp'), 'latchkey-'))
  app.setPath('userData', elsewhere)
  app.setPath('sessionData', elsewhere)
  app.on('quit', () => rmSync(elsewhere, { recursive: true, force: true }))
  const { title, what } = texts.notOwnFolder
  void app.whenReady().then(() => {
    dialog.showErrorBox(title, what.replace('{folder}', folder))
    app.exit(exitCodes.noPermission)
  })
}

/**
 * Chromium's own resolver finds no host, by number or by name; email is sent through Node. The session's
 * guard already refuses the requests it sees. This covers the rest, such as names that a page wants looked
 * up in advance.
 */
function keepPagesOffTheNetwork(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
}

/**
 * Keeps the memory of this program and its child processes out of core dumps: empties Linux's filter of
 * what a dump contains (core(5)), which new processes inherit. On other systems, and without `/proc`, Node
 * has no way to do this.
 */
function leaveNoMemoryInDumps(): void {
  if (process.platform !== 'linux') return
  for (const pid of [process.pid, ...descendants(process.pid)]) {
    try {
      writeFileSync(`/proc/${pid}/coredump_filter`, '0')
    } catch {
      // It has ended, or doesn't allow inspection anyway.
    }
  }
}

/** Chromium's zygotes, which fork every page's process, start before any of our code runs. */
function descendants(pid: number): readonly number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean),
    )
    return children.map(Number).flatMap((child) => [child, ...descendants(child)])
  } catch {
    return []
  }
}
