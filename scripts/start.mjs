/** `npm start`: opens the app from a fresh checkout, or runs the guided tour if there is no display. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { buildApp } from './setup/build.mjs'
import { setUp } from './setup/index.mjs'
import { electronPath, root } from './setup/paths.mjs'
import { runMain, say } from './setup/say.mjs'
import { runTour } from './tour.mjs'

const { platform, env } = process
const isRoot = process.getuid?.() === 0
const hasDisplay = platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])

await runMain(async () => {
  if (hasDisplay) {
    await setUp()
    await buildApp()
    return openApp(process.argv.slice(2))
  }
  say('There is no display, so the guided tour runs on a virtual one.')
  return runTour()
})

/** @param {readonly string[]} args */
async function openApp(args) {
  say('✓ Opening Latchkey. Close its window or press Ctrl-C here to quit.')
  const electron = electronPath() ?? ''
  // On Linux, Chromium's sandbox refuses to run as root.
  const flags = platform === 'linux' && isRoot ? ['--no-sandbox'] : []
  const { ELECTRON_RUN_AS_NODE: _, ...appEnvironment } = env
  const app = spawn(electron, [...flags, '.', ...args], {
    cwd: root,
    env: appEnvironment,
    stdio: 'inherit',
  })
  process.on('SIGINT', () => {}) // Ctrl-C reaches the app too, and we end after it.
  const [code, signal] = await once(app, 'exit')
  if (platform === 'linux' && (signal === 'SIGTRAP' || signal === 'SIGABRT')) {
    const helper = join(dirname(electron), 'chrome-sandbox')
    say(
      'If the output above mentions the sandbox: this system blocks the one that Chromium normally uses.',
    )
    say(`Enable the other one, then run npm start again:\n
  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`)
  }
  return code ?? 1
}
