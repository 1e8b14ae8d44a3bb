/**
 * Runs one command in a desktop session of its own on Linux: a virtual screen, a message bus and an
 * unlocked keyring, so that it never touches the person's screen or real keyring. On other systems the
 * command runs as it is.
 *
 * As a program: `node scripts/desktop-session.mjs COMMAND [ARGUMENT…]`.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { openSession } from './session/open.mjs'
import { root } from './setup/paths.mjs'
import { runMain } from './setup/say.mjs'

/**
 * Runs a command in a session of its own.
 * @param {readonly string[]} command
 * @param {NodeJS.ProcessEnv} [env] variables to add for the command
 * @returns {Promise<number>} its exit status
 */
export async function inDesktopSession(command, env = {}) {
  if (process.platform !== 'linux') return runCommand(command, { ...process.env, ...env })

  const folder = mkdtempSync(join(tmpdir(), 'latchkey-session-'))
  /** @type {import('./session/helper.mjs').Helper[]} */
  const helpers = []
  try {
    const session = await openSession(folder, helpers)
    return await runCommand(command, { ...session, ...env })
  } finally {
    // Helpers remove their own files when they end. Only then may we remove the folder.
    for (const helper of helpers.reverse()) await helper.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * @param {readonly string[]} command
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
function runCommand([program = '', ...args], env) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd: root, env, stdio: 'inherit' })
    // Ctrl-C reaches the command from the terminal. The session is closed after the command has ended.
    const wait = () => {}
    const end = () => child.kill('SIGTERM')
    process.on('SIGINT', wait).on('SIGTERM', end).on('SIGHUP', end)
    child.on('error', fail)
    child.on('exit', (code, signal) => {
      process.off('SIGINT', wait).off('SIGTERM', end).off('SIGHUP', end)
      done(code ?? 128 + (signal ? constants.signals[signal] : 0))
    })
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(() => inDesktopSession(process.argv.slice(2)))
}
