/** What main does before anything else: nothing has been opened, read or written yet. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import texts from '@locales/en/desktop.json'
import { app, dialog } from 'electron'
import { refusedArguments, strayVariables } from '../domain/launch'
import { leaveNoMemoryInDumps } from './core-dumps'
import { claimFolder, isOwnFolder } from './private-folder'
import { makeFilesForUserAlone } from './umask'

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
