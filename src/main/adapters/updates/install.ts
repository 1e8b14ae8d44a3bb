import { execFile, spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { access, realpath } from 'node:fs/promises'
import { dirname, relative } from 'node:path'
import { promisify } from 'node:util'
import type { InstallWay } from '@contract/program-models'
import type { UpdateInstaller } from '../../domain/ports/updates'
import { isReplaceable, replaceFolder } from './replace-folder'

const pkexec = '/usr/bin/pkexec'
const aptGet = '/usr/bin/apt-get'
const run = promisify(execFile)

export interface InstallerOptions {
  /** The file that runs this program; null: not packaged, so there is nothing to replace. */
  readonly executable: string | null
  readonly platform: NodeJS.Platform
  /** Must never be removed together with a replaced folder. */
  readonly dataFolder: string
  show(path: string): void
  /** Opens the app again after it has quit. */
  relaunch(): void
  /** The arguments for opening this program again. */
  readonly args: readonly string[]
  /** Starts other programs under the usual umask, so that they create files as they normally do. */
  forOthers<T>(work: () => Promise<T>): Promise<T>
}

/**
 * On Debian and its derivatives, the system's installer replaces an installed package, and asks for an
 * administrator's password. A folder that the person owns is replaced in place, unless it contains more
 * than the app. In all other cases, the person opens the downloaded file.
 */
export function updateInstaller(options: InstallerOptions): UpdateInstaller {
  const { args: again, dataFolder, executable, forOthers, platform, relaunch, show } = options
  let known: Promise<InstallWay> | null = null

  async function find(): Promise<InstallWay> {
    if (executable === null || platform !== 'linux') return 'by-hand'
    if (await isOfAPackage(executable)) {
      return (await mayRun(pkexec)) && (await mayRun(aptGet)) ? 'system' : 'by-hand'
    }
    const folder = dirname(await realpath(executable))
    // The system's folders, even if this person may write there.
    if (/^\/(?:usr|opt|bin|sbin|lib)\//.test(`${folder}/`)) return 'by-hand'
    return (await mayWrite(dirname(folder))) && (await mayWrite(folder)) ? 'folder' : 'by-hand'
  }

  /** Checked each time, because the content of the folder may change. */
  async function holdsMore(program: string): Promise<boolean> {
    const folder = dirname(await realpath(program))
    const data = await realpath(dataFolder)
    const holdsData = data === folder || !relative(folder, data).startsWith('..')
    return holdsData || !(await isReplaceable(folder))
  }

  async function wayOf(): Promise<InstallWay> {
    known ??= find().catch(() => 'by-hand' as const)
    const way = await known
    if (executable === null || way !== 'folder') return way
    return (await holdsMore(executable).catch(() => true)) ? 'unpack' : way
  }

  return {
    way: wayOf,
    show,
    async install(path, reopen) {
      const way = await wayOf()
      if (executable === null || way === 'by-hand' || way === 'unpack') return false
      if (way === 'folder') {
        await replaceFolder(await realpath(executable), path)
        if (reopen) relaunch()
        return true
      }
      const opened = reopen ? [executable, ...again] : []
      return forOthers(() => installAndOpen([pkexec, aptGet], path, opened))
    },
  }
}

const mayRun = (path: string) => may(path, constants.X_OK)
const mayWrite = (path: string) => may(path, constants.W_OK)

async function may(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  )
}

async function isOfAPackage(path: string): Promise<boolean> {
  const knows = (one: string) =>
    run('/usr/bin/dpkg-query', ['--search', one], { timeout: 5_000 }).then(
      () => true,
      () => false,
    )
  return (await knows(path)) || knows(await realpath(path))
}

/**
 * Waits for the system's installer, then opens the app again if requested. Paths are passed as arguments,
 * so that they are never read as commands. The umask lets everyone read the installed files, whatever this
 * person's own umask is.
 */
const script = '(umask 022; exec "$1" "$2" install --yes "$3"); shift 3; [ $# -eq 0 ] || exec "$@"'

/**
 * Starts an installation that outlives this program, because it replaces it.
 *
 * @param installer the program that asks for an administrator's password, and the one that installs
 * @param opened the program to open afterwards, installed or not, with its arguments; empty: none
 * @returns whether the installer was started
 */
export function installAndOpen(
  installer: readonly [string, string],
  file: string,
  opened: readonly string[],
): Promise<boolean> {
  const args = ['-c', script, 'latchkey-update', ...installer, file, ...opened]
  const child = spawn('/bin/sh', args, { detached: true, stdio: 'ignore', cwd: '/' })
  child.unref()
  return new Promise((done) => {
    child.once('spawn', () => done(true))
    child.once('error', () => done(false))
  })
}
