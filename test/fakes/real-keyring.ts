/** GNOME's keyring for a single test, on its own bus and in its own folder. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { privateBus } from './private-bus.ts'

const service = 'org.freedesktop.secrets'
const secrets = '/org/freedesktop/secrets'
const collection = `${secrets}/aliases/default`
const readyWithinMs = 15_000

export interface RealKeyring {
  /** The address of its bus. */
  readonly address: string
  /** Starts it with its keyring unlocked, also after `stop`. */
  start(): Promise<void>
  lock(): void
  /** It stays on the bus but answers no one. */
  freeze(): void
  thaw(): void
  /** Deletes everything in it. @returns how many items there were */
  loseItems(): number
  /** Takes it off the bus. Its items stay. */
  stop(): Promise<void>
  remove(): Promise<void>
}

export async function realKeyring(): Promise<RealKeyring> {
  const bus = await privateBus()
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-keyring-'))
  const own = (name: string) => {
    const path = join(folder, name)
    mkdirSync(path, { mode: 0o700 })
    return path
  }
  const runtime = own('runtime')
  const env = {
    ...process.env,
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: own('data'),
    DBUS_SESSION_BUS_ADDRESS: bus.address,
  }
  // A copy, because the installed program may carry a file capability that a container refuses.
  const program = join(folder, 'gnome-keyring-daemon')
  copyFileSync('/usr/bin/gnome-keyring-daemon', program)
  let daemon: ChildProcess | null = null

  const call = (path: string, member: string, ...args: string[]) => {
    const to = ['call', '--session', '--dest', service, '--object-path', path, '--method', member]
    return execFileSync('gdbus', [...to, ...args], { env, encoding: 'utf8', stdio: 'pipe' })
  }
  const isOpen = () => {
    try {
      const property = ["'org.freedesktop.Secret.Collection'", "'Locked'"]
      const said = call(collection, 'org.freedesktop.DBus.Properties.Get', ...property)
      return said.includes('false')
    } catch {
      return false // not there yet
    }
  }

  const self: RealKeyring = {
    address: bus.address,
    async start() {
      const control = `--control-directory=${join(runtime, 'keyring')}`
      const args = ['--foreground', '--unlock', '--components=secrets', control]
      daemon = spawn(program, args, { env, stdio: ['pipe', 'ignore', 'ignore'] })
      daemon.stdin?.end('a password')
      const deadline = Date.now() + readyWithinMs
      while (!isOpen()) {
        if (Date.now() > deadline) throw new Error('the keyring did not open')
        await pause(50)
      }
    },
    lock() {
      call(secrets, 'org.freedesktop.Secret.Service.Lock', `['${collection}']`)
    },
    freeze: () => void daemon?.kill('SIGSTOP'),
    thaw: () => void daemon?.kill('SIGCONT'),
    loseItems() {
      const found = call(secrets, 'org.freedesktop.Secret.Service.SearchItems', '{}')
      const items = found.match(/\/org\/freedesktop\/secrets\/collection\/[^']+/g) ?? []
      for (const item of items) call(item, 'org.freedesktop.Secret.Item.Delete')
      return items.length
    },
    async stop() {
      const ending = daemon
      daemon = null
      if (ending === null) return
      const ended = new Promise((done) => ending.once('exit', done))
      ending.kill('SIGCONT')
      ending.kill('SIGTERM')
      await ended
    },
    async remove() {
      await self.stop()
      bus.stop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
  return self
}
