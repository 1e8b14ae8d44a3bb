/**
 * The built app started as a desktop starts it, without Playwright, which would hold on to a process
 * that begins again as another. What its windows say, it says to the test as well.
 */
import { spawn } from 'node:child_process'
import { readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { electronPath, root } from '../../scripts/setup/paths.mjs'

export interface Overheard {
  /** Of the process that was started; another may have come after it. */
  readonly ended: Promise<number | null>
  /** That it began, the headings of its page, and the messages and details of the system's boxes. */
  said(): string
  /** Presses a button of the next box, or of the one that is open. */
  press(button: string): void
  /** Ends whichever process has the data folder by now. */
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
 * @param folder for what is needed besides, where it can be written
 * @param args the data folder is the first
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
        // There is none.
      }
    },
  }
}
