/**
 * The built app as if installed (`app.isPackaged`), but without a package: a copy of Electron under
 * another name, with the app in its resources. Its fuses are Electron's defaults; what depends on fuses
 * is tested on the package.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { electronPath, fromRoot } from '../../scripts/setup/paths.mjs'

/** The user `nobody` on every Linux: an ordinary user when the tests run as root. */
const nobody = { uid: 65534, gid: 65534 }

export interface Packaged {
  /** A folder of the test's own, readable by every user. A home folder for the app is inside it. */
  readonly folder: string
  /** A new data folder owned by the user that the app will run as. */
  dataFolder(): string
  /** Starts the app. `remove` ends the process if it is still running. */
  start(args: readonly string[], env?: Record<string, string>): Started
  remove(): Promise<void>
}

interface Started {
  readonly pid: number
  /** The exit status, or null if it was killed. */
  readonly ended: Promise<number | null>
  stderr(): string
  kill(): Promise<unknown>
}

/** The copy of Electron with the app: 250 MB, so one for all tests of a worker. */
export function copiedApp(): { readonly program: string; remove(): void } {
  const folder = folderForAll('latchkey-copied-')
  const program = copyApp(folder)
  return { program, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) }
}

function folderForAll(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), name))
  chmodSync(folder, 0o755)
  return folder
}

/**
 * @param program the one of `copiedApp`
 * @param as `ordinary`: run as an ordinary user, even if the tests run as root
 */
export function packagedApp(program: string, as: 'self' | 'ordinary' = 'self'): Packaged {
  const folder = folderForAll('latchkey-packaged-')
  const isRoot = process.getuid?.() === 0
  const user = isRoot && as === 'ordinary' ? nobody : {}
  const home = join(folder, 'home')
  mkdirSync(home, { mode: 0o777 })
  chmodSync(home, 0o777)
  const running = new Set<ChildProcess>()
  let folders = 0

  function start(args: readonly string[], env: Record<string, string> = {}): Started {
    const { ELECTRON_RUN_AS_NODE: _, LATCHKEY_TEST_SWITCHES: __, ...inherited } = process.env
    const own = as === 'ordinary' && isRoot ? ordinaryEnv(inherited, home) : inherited
    const child = spawn(program, [...(isRoot && as === 'self' ? ['--no-sandbox'] : []), ...args], {
      ...user,
      cwd: home,
      env: { ...own, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    running.add(child)
    let said = ''
    child.stderr?.on('data', (data: Buffer) => {
      said += data.toString()
    })
    const ended = new Promise<number | null>((done) => {
      child.once('exit', (code) => {
        running.delete(child)
        done(code)
      })
    })
    return {
      pid: child.pid ?? 0,
      ended,
      stderr: () => said,
      kill() {
        child.kill('SIGKILL')
        return ended
      },
    }
  }

  return {
    folder,
    dataFolder() {
      folders += 1
      return join(home, `data-${folders}`)
    },
    start,
    async remove() {
      const ends = [...running].map((child) => new Promise((done) => child.once('exit', done)))
      for (const child of running) child.kill('SIGKILL')
      await Promise.all(ends)
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** @returns the path of the program */
function copyApp(folder: string): string {
  const electron = electronPath() ?? ''
  const resources = join(folder, 'resources')
  cpSync(dirname(electron), folder, { recursive: true })
  rmSync(resources, { recursive: true, force: true })
  const app = join(resources, 'app')
  cpSync(fromRoot('out'), join(app, 'out'), { recursive: true })
  cpSync(fromRoot('package.json'), join(app, 'package.json'))
  // Native modules, and the modules that load their binaries.
  for (const name of ['better-sqlite3', 'argon2', 'node-gyp-build', '@phc/format']) {
    const from = packageFolder(name)
    if (from === null) continue
    const skip = /[\\/](deps|src|docs|test)$|[\\/]obj\.target$/
    cpSync(from, join(app, 'node_modules', name), {
      recursive: true,
      dereference: true,
      filter: (path) => !skip.test(path),
    })
  }
  const program = join(folder, 'latchkey')
  renameSync(join(folder, 'electron'), program)
  return program
}

function packageFolder(name: string): string | null {
  const require = createRequire(fromRoot('package.json'))
  const [folder] = (require.resolve.paths(name) ?? []).slice(0, 1)
  return folder === undefined ? null : join(folder, name)
}

/** An ordinary user can't use root's session: neither its bus nor its files. */
function ordinaryEnv(env: NodeJS.ProcessEnv, home: string): Record<string, string> {
  const { DISPLAY = '', PATH = '', XAUTHORITY } = env
  const own = { HOME: home, XDG_RUNTIME_DIR: home, DBUS_SESSION_BUS_ADDRESS: 'disabled:' }
  if (XAUTHORITY === undefined) return { ...own, DISPLAY, PATH }
  const key = join(home, 'Xauthority')
  cpSync(XAUTHORITY, key)
  chmodSync(key, 0o644)
  return { ...own, DISPLAY, PATH, XAUTHORITY: key }
}
