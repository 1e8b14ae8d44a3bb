/**
 * The built app as an installed one sees itself (`app.isPackaged`), without a package: a copy of
 * Electron under another name, with the app in its resources. Its fuses are as Electron's are; what
 * only a fuse stops is the package's to show.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { electronPath, fromRoot } from '../../scripts/setup/paths.mjs'

/** Nobody's, on every Linux: to be an ordinary user while the tests run as root. */
const nobody = { uid: 65534, gid: 65534 }

export interface Packaged {
  /** Where it lies, with a home of its own beside it; readable by every user. */
  readonly folder: string
  /** A new data folder of the user that it will run as. */
  dataFolder(): string
  /** Starts it. The process is ended with `remove` if not before. */
  start(args: readonly string[], env?: Record<string, string>): Started
  remove(): Promise<void>
}

interface Started {
  readonly pid: number
  /** Its exit status, or null when it was killed. */
  readonly ended: Promise<number | null>
  stderr(): string
  kill(): Promise<unknown>
}

/** @param as `ordinary`: as an ordinary user, whoever runs the tests */
export function packagedApp(as: 'self' | 'ordinary' = 'self'): Packaged {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-packaged-'))
  chmodSync(folder, 0o755)
  const program = copyApp(folder)
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

/** @returns the program */
function copyApp(folder: string): string {
  const electron = electronPath() ?? ''
  const resources = join(folder, 'resources')
  cpSync(dirname(electron), folder, { recursive: true })
  rmSync(resources, { recursive: true, force: true })
  const app = join(resources, 'app')
  cpSync(fromRoot('out'), join(app, 'out'), { recursive: true })
  cpSync(fromRoot('package.json'), join(app, 'package.json'))
  // Native modules, and what they load their binaries with.
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

/** Root's own session is not theirs: neither its bus nor its files. */
function ordinaryEnv(env: NodeJS.ProcessEnv, home: string): Record<string, string> {
  const { DISPLAY = '', PATH = '', XAUTHORITY } = env
  const own = { HOME: home, XDG_RUNTIME_DIR: home, DBUS_SESSION_BUS_ADDRESS: 'disabled:' }
  if (XAUTHORITY === undefined) return { ...own, DISPLAY, PATH }
  const key = join(home, 'Xauthority')
  cpSync(XAUTHORITY, key)
  chmodSync(key, 0o644)
  return { ...own, DISPLAY, PATH, XAUTHORITY: key }
}
