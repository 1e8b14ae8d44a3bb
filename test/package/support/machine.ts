import { type ChildProcess, execFileSync, type StdioOptions, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Helper, startHelper } from '../../../scripts/session/helper.mjs'
import { openSession } from '../../../scripts/session/open.mjs'
import { asPerson, type Person } from '../../../scripts/session/person.mjs'
import { type Keyring, keyringOf, keyringPassword } from './keyring.ts'
import type { Ended } from './person'
import { appProcessOf, endAll, makePerson, processesOf, removePerson, until } from './person.ts'
import { type Screen, screenReader } from './reader.ts'

/** Where the package puts the program. */
export const program = '/usr/lib/latchkey/latchkey'

/** A computer on which root installs packages and an ordinary person uses them on a desktop. */
export interface Machine {
  readonly person: Person
  readonly screen: Screen
  readonly dataFolder: string
  install(deb: string): void
  /** @param how `-r` leaves the configuration, `-P` doesn't */
  remove(how: '-r' | '-P', env?: NodeJS.ProcessEnv): void
  readonly keyring: Keyring
  /** Starts a program as that person without waiting for it. */
  start(command: readonly string[], env?: NodeJS.ProcessEnv): void
  /** Like `start`, with the program's input and output. */
  spawn(command: readonly string[], env: NodeJS.ProcessEnv, stdio: StdioOptions): ChildProcess
  /** Runs a command to its end as that person, and kills it after `ms`. */
  run(command: readonly string[], env?: NodeJS.ProcessEnv, ms?: number): Promise<Ended>
  /** The app's first process, or undefined while it isn't running. */
  appProcess(): number | undefined
  /** Waits until the app's window is there. */
  appRuns(): Promise<number>
  quitApp(): Promise<void>
  close(): Promise<void>
}

const bridge = '/usr/libexec/at-spi-bus-launcher'

export async function openMachine(): Promise<Machine> {
  if (isInstalled() && process.env['CI'] !== 'true') {
    throw new Error(
      'Latchkey is installed here, and these tests would remove it: apt purge latchkey',
    )
  }
  const person = makePerson()
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-machine-'))
  chmodSync(folder, 0o755)
  const helpers: Helper[] = []
  const session = await openSession(folder, helpers, person, keyringPassword)
  const { NO_AT_BRIDGE: _, ...rest } = session
  // Settings in memory belong to no one, and the accessibility bridge need not store them.
  const env = { ...rest, GSETTINGS_BACKEND: 'memory' }
  const [command = '', ...args] = asPerson(person, [bridge, '--launch-immediately'])
  helpers.push(startHelper(command, args, env))
  const hasBridge = ['--session', '--print-reply', '--dest=org.a11y.Bus', '/org/a11y/bus']

  const self: Omit<Machine, 'screen'> = {
    person,
    dataFolder: join(person.home, '.config/Latchkey'),
    install: (deb) => void dpkg(['-i', deb]),
    remove: (how, more) => void dpkg([how, 'latchkey'], more),
    keyring: keyringOf((command) => self.run(command)),
    start(command, extra = {}) {
      self.spawn(command, extra, 'ignore').unref()
    },
    spawn(command, extra, stdio) {
      const [first = '', ...args] = asPerson(person, command)
      return spawn(first, args, { env: { ...env, ...extra }, cwd: '/', stdio, detached: true })
    },
    run(command, extra = {}, ms = 60_000) {
      const child = self.spawn(command, extra, 'pipe')
      let output = ''
      for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding('utf8').on('data', (text: string) => {
          output += text
        })
      }
      const late = setTimeout(() => child.kill('SIGKILL'), ms)
      return new Promise((done) => {
        // Waits for its own end, not for that of its output, which a program it started may keep open.
        child.on('exit', (status) => {
          clearTimeout(late)
          setImmediate(() => done({ status, output }))
        })
      })
    },
    appProcess: () => appProcessOf(person, program),
    async appRuns() {
      await until('the app’s page', () => processesOf(person, '--type=renderer').length > 0)
      return self.appProcess() ?? 0
    },
    quitApp: () => endAll(person, program),
    async close() {
      screen.stop()
      await self.quitApp().catch(() => {})
      for (const helper of helpers.reverse()) await helper.stop()
      if (isInstalled()) dpkg(['-P', 'latchkey'])
      removePerson()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await until('the accessibility bus', async () => {
    const { output } = await self.run(['dbus-send', ...hasBridge, 'org.a11y.Bus.GetAddress'])
    return output.includes('unix:')
  })
  const screen = await screenReader(person, env, folder)
  return { ...self, screen }
}

function dpkg(args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const { DEBCONF_NONINTERACTIVE_SEEN: _, ...rest } = process.env
  const noninteractive = { ...rest, DEBIAN_FRONTEND: 'noninteractive', ...env }
  return execFileSync('dpkg', args, { env: noninteractive, encoding: 'utf8', stdio: 'pipe' })
}

export const isInstalled = () => existsSync('/var/lib/dpkg/info/latchkey.list')
