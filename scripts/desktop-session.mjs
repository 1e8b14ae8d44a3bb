/**
 * A desktop session of its own for one command on Linux: a virtual screen, a message bus and an
 * unlocked keyring, so that neither the person's screen nor their real keyring is ever touched.
 * On other systems the command runs as it is.
 *
 * As a program: `node scripts/desktop-session.mjs COMMAND [ARGUMENT…]`.
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { busConfiguration, xAuthority } from './session/files.mjs'
import { root } from './setup/paths.mjs'
import { SetupError, runMain } from './setup/say.mjs'

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/**
 * Runs a command in a session of its own and answers its exit status.
 * @param {readonly [string, ...string[]]} command
 * @param {NodeJS.ProcessEnv} [env] variables to add for the command
 * @returns {Promise<number>}
 */
export async function inDesktopSession(command, env = {}) {
  if (process.platform !== 'linux') return runCommand(command, { ...process.env, ...env })

  const folder = mkdtempSync(join(tmpdir(), 'latchkey-session-'))
  /** @type {ChildProcess[]} */
  const helpers = []
  const close = () => {
    for (const helper of helpers.splice(0).reverse()) helper.kill('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
  // Also where this process is ended from outside: an orphaned screen would stay for ever.
  process.once('exit', close)
  try {
    const session = await open(folder, helpers)
    return await runCommand(command, { ...session, ...env })
  } finally {
    process.off('exit', close)
    close()
  }
}

/**
 * @param {string} folder
 * @param {ChildProcess[]} helpers
 */
async function open(folder, helpers) {
  /** @param {string} name */
  const own = (name) => {
    mkdirSync(join(folder, name), { mode: 0o700 })
    return join(folder, name)
  }
  const { WAYLAND_DISPLAY: _, ...outer } = process.env
  const session = {
    ...outer,
    XDG_RUNTIME_DIR: own('runtime'),
    XDG_DATA_HOME: own('data'),
    XDG_CONFIG_HOME: own('config'),
    XDG_SESSION_TYPE: 'x11',
    // What makes Chromium choose the libsecret keyring by itself.
    XDG_CURRENT_DESKTOP: 'GNOME',
    NO_AT_BRIDGE: '1',
  }

  const authority = join(folder, 'Xauthority')
  writeFileSync(authority, xAuthority(randomBytes(16)), { mode: 0o600 })
  const screen = ['-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-auth', authority]
  const display = await start(helpers, session, 'Xvfb', ['-displayfd', '3', ...screen])
  Object.assign(session, { DISPLAY: `:${display}`, XAUTHORITY: authority })

  const configuration = join(folder, 'bus.conf')
  writeFileSync(configuration, busConfiguration(session.XDG_RUNTIME_DIR))
  const bus = [`--config-file=${configuration}`, '--nofork', '--print-address=3']
  Object.assign(session, {
    DBUS_SESSION_BUS_ADDRESS: await start(helpers, session, 'dbus-daemon', bus),
  })
  return session
}
