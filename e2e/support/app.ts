import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test'
import { electronPath, root } from '../../scripts/setup/paths.mjs'
import { keepsResults } from './keeps-results.ts'
import { slowIfTold } from './slow-answers.ts'

/** What a test may change in the app's environment at any time. */
export interface Switches {
  readonly clockOffsetMs?: number
  readonly idleSeconds?: number
  readonly keychain?: 'missing'
  readonly noSchemeRegistration?: boolean
  readonly mailCa?: string
  readonly updates?: {
    readonly url: string
    readonly keys: readonly { readonly kid: string; readonly x: string }[]
    readonly caFile: string
    readonly executable?: string
  }
}

/** The built app with a data folder of its own. */
export interface App {
  readonly dataFolder: string
  readonly hasKeychain: boolean
  /** Environment variables for the next start, added to those of the tests. */
  readonly env: Record<string, string>
  readonly page: Page
  /** For what only main can do or report. */
  readonly electron: ElectronApplication
  /** Starts the app with arguments as the operating system would pass them. */
  start(...args: string[]): Promise<Page>
  /** Starts the app hidden, as at login: there may be no window. */
  startHidden(): Promise<void>
  close(): Promise<void>
  /** Like a power cut: no chance to clean up. */
  kill(): Promise<void>
  restart(...args: string[]): Promise<Page>
  /** Opens a link while the app runs, as the operating system does: by starting it a second time. */
  openLink(link: string, ...more: string[]): Promise<void>
  /** Opens a link as macOS does. */
  openLinkAsMac(link: string): Promise<void>
  passTime(ms: number): void
  set(switches: Switches): void
  /** The demo mailbox's window, once it is open. */
  mailbox(): Promise<Page>
}

/** Chromium's sandbox doesn't run as root. */
const asRoot = process.getuid?.() === 0

export function appOn(folder: string): App {
  const dataFolder = join(folder, 'data')
  const switchFile = join(folder, 'switches.json')
  mkdirSync(dataFolder, { recursive: true })
  let switches: Record<string, unknown> = {
    fastPasswords: true,
    noSchemeRegistration: true,
    // The real keyring of the desktop session that runs the tests.
    ...(process.platform === 'linux' ? { passwordStore: 'gnome-libsecret' } : {}),
  }
  const more: Record<string, string> = {}
  let running: ElectronApplication | null = null
  let child: ChildProcess | null = null
  let current: Page | null = null

  // Renamed into place, because the app may be reading the file.
  const writeSwitches = () => {
    writeFileSync(`${switchFile}.new`, JSON.stringify(switches))
    renameSync(`${switchFile}.new`, switchFile)
  }
  writeSwitches()

  const env = () => {
    const { ELECTRON_RUN_AS_NODE: _, ...rest } = process.env
    return { ...rest, ...more, LATCHKEY_TEST_SWITCHES: switchFile } as Record<string, string>
  }
  const args = (...more: string[]) => [
    ...(asRoot ? ['--no-sandbox'] : []),
    // No animation to wait for and fewer frames to draw; the package tests run with motion.
    '--force-prefers-reduced-motion',
    `--user-data-dir=${dataFolder}`,
    '.',
    ...more,
  ]

  const launch = async (...more: string[]) => {
    const options = { args: args(...more), cwd: root, env: env(), chromiumSandbox: !asRoot }
    const launched = keepsResults(await electron.launch(options))
    // Taken now: once the app has crashed, Playwright no longer knows its process.
    child = launched.process()
    await slowIfTold(launched)
    return launched
  }

  const self: App = {
    dataFolder,
    get hasKeychain() {
      return switches['keychain'] !== 'missing'
    },
    env: more,
    get page() {
      if (current === null) throw new Error('the app does not run')
      return current
    },
    get electron() {
      if (running === null) throw new Error('the app does not run')
      return running
    },
    async startHidden() {
      running = await launch('--hidden')
    },
    async start(...more) {
      running = await launch(...more)
      current = await running.firstWindow()
      await mainAnswers(current)
      return current
    },
    async close() {
      await running?.close()
      running = null
    },
    async kill() {
      running = null
      if (child) await killed(child)
    },
    async restart(...more) {
      await self.close()
      return self.start(...more)
    },
    async openLink(link, ...more) {
      const second = spawn(electronPath() ?? '', args(link, ...more), {
        cwd: root,
        env: env(),
        stdio: 'ignore',
      })
      await new Promise((done) => second.once('exit', done))
    },
    async openLinkAsMac(link) {
      await self.electron.evaluate(({ app }, url) => {
        app.emit('open-url', { preventDefault: () => {} }, url)
      }, link)
    },
    passTime(ms) {
      self.set({ clockOffsetMs: Number(switches['clockOffsetMs'] ?? 0) + ms })
    },
    set(changes) {
      switches = { ...switches, ...changes }
      writeSwitches()
    },
    async mailbox() {
      const isMailbox = (page: Page) => page.url().includes('mailbox')
      const open = self.electron.windows().find(isMailbox)
      return open ?? self.electron.waitForEvent('window', isMailbox)
    },
  }
  return self
}

/**
 * The window opens before the rest of main is ready: a test that calls main at once has to wait, as the
 * page does. Passed as text, because Vite (the tour, the benchmark) would insert an import.
 */
const mainAnswers = (page: Page) => page.evaluate('latchkey.appState()')

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = new Promise((done) => child.once('exit', done))
  child.kill('SIGKILL')
  await exited
}
