import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import texts from '@locales/en/desktop.json'
import { app, dialog } from 'electron'
import { refusedArguments, strayVariables } from '../domain/launch'
import { claimFolder, isOwnFolder, makeFilesForUserAlone } from './private-folder'

/** sysexits.h: the command was used wrongly; a file may not be used. */
const exitCodes = { usage: 64, noPermission: 77 }

/**
 * An installed app that was started with anything that could weaken it ends here. Files that are
 * made from here on are the user's alone.
 *
 * @returns false when the data folder is somebody else's: the app says so and ends by itself
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

/** Chromium's own files go elsewhere meanwhile: nothing is written where it is not ours. */
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
 * Chromium's own resolver finds nobody, for numbers and names alike; mail goes out through Node's.
 * What the session's guard sees is refused there already: this is for what it does not see, such
 * as names that a page wants looked up in advance.
 */
function keepPagesOffTheNetwork(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
}

/**
 * A core dump of this program, or of one that it started, holds none of its memory: Linux' filter
 * of what goes into one (core(5)) is emptied. New processes inherit it. Elsewhere, and where there
 * is no `/proc`, Node has no way to say so.
 */
function leaveNoMemoryInDumps(): void {
  if (process.platform !== 'linux') return
  for (const pid of [process.pid, ...descendants(process.pid)]) {
    try {
      writeFileSync(`/proc/${pid}/coredump_filter`, '0')
    } catch {
      // Gone, or it already lets nobody look.
    }
  }
}

/** Chromium's zygotes, which every page's process comes from, run before any of our code does. */
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
