/**
 * Starts the built app as a desktop does, without Playwright, which can't follow a process that restarts
 * as another one. The test also gets whatever the app's windows show.
 */
import { spawn } from 'node:child_process'
import { readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { electronPath, root } from '../../scripts/setup/paths.mjs'

export interface Overheard {
  /** For the process that was started; another may have followed it. */
  readonly ended: Promise<number | null>
  /** Each start, the headings of the page, and the messages and details of the system's dialogs. */
  said(): string
  /** Presses a button in the open dialog, or in the next one. */
  press(button: string): void
  /** Ends the process that uses the data folder at that time. */
  end(): void
}

/** Runs in main before the app does. */
const listener = (saidFile: string, pressedFile: string) => `
  const { app, dialog } = require('electron')
  const { appendFileSync, existsSync, readFileSync, rmSync } = require('node:fs')
  let last = ''
  const say = (text) => text !== last && appendFileSync(${JSON.stringify(saidFile)}, (last = text) + '\\n')
  say('(begun: ' + process.pid + ')')
  dialog.showMessageBox = ({ message, detail, buttons }) => {
    say(message + '\\n' + detail)
    return new Promise((answered) => setInterval(() => {
      if (!existsSync(${JSON.stringify(pressedFile)})) return
      const response = buttons.indexOf(readFileSync(${JSON.stringify(pressedFile)}, 'utf8'))
      rmSync(${JSON.stringify(pressedFile)})
      answered({ response })
    }, 50))
  }
  const headings = '[...document.querySelectorAll("h1, h2")].map((one) => one.textContent).join()'
  app.on('web-contents-created', (_event, contents) => setInterval(() => {
    if (!contents.isDestroyed()) contents.executeJavaScript(headings).then(say, () => {})
  }, 200))
`

/**
 * @param folder a writable folder for helper files
 * @param args the first one is the data folder
 */
export function overheard(
  folder: string,
  [dataFolder, ...args]: readonly [string, ...string[]],
  env: Readonly<Record<string, string>> = {},
): Overheard {
  const [script, said, pressed] = ['listener.cjs', 'said', 'pressed'].map((name) =>
    join(folder, name),
  ) as [string, string, string]
  writeFileSync(script, listener(said, pressed))
  writeFileSync(said, '')
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = process.env
  const child = spawn(
    electronPath() ?? '',
    [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${dataFolder}`,
      ...['-r', script, '.', ...args],
    ],
    { cwd: root, env: { ...rest, ...env }, stdio: 'ignore' },
  )
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  return {
    ended,
    said: () => readFileSync(said, 'utf8'),
    press: (button) => writeFileSync(pressed, button),
    end() {
      child.kill('SIGKILL')
      try {
        process.kill(
          Number(readlinkSync(join(dataFolder, 'SingletonLock')).split('-').at(-1)),
          'SIGKILL',
        )
      } catch {
        // No process holds the lock.
      }
    },
  }
}
