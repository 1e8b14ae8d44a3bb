import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../setup/run.mjs'
import { busConfiguration, xAuthority } from './files.mjs'
import { startHelper } from './helper.mjs'

/**
 * Starts a virtual screen, a message bus and an unlocked, empty keyring.
 * @param {string} folder where everything of the session lives
 * @param {import('./helper.mjs').Helper[]} helpers gets what was started, also when a later one fails
 * @returns {Promise<NodeJS.ProcessEnv>} the environment that leads there
 */
export async function openSession(folder, helpers) {
  /** @param {string} name */
  const own = (name) => {
    const path = join(folder, name)
    mkdirSync(path, { mode: 0o700 })
    return path
  }
  const { WAYLAND_DISPLAY: _, ...outer } = process.env
  const runtime = own('runtime')
  const env = {
    ...outer,
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: own('data'),
    XDG_CONFIG_HOME: own('config'),
    XDG_SESSION_TYPE: 'x11',
    // What makes Chromium choose the libsecret keyring by itself.
    XDG_CURRENT_DESKTOP: 'GNOME',
    // The accessibility bus would be asked for at every start, and is not in this session.
    NO_AT_BRIDGE: '1',
  }
  /** @type {typeof startHelper} */
  const start = (...args) => {
    const helper = startHelper(...args)
    helpers.push(helper)
    return helper
  }
  const aLine = (/** @type {string} */ said) => said.includes('\n')

  const authority = join(folder, 'Xauthority')
  writeFileSync(authority, xAuthority(randomBytes(16)), { mode: 0o600 })
  const screen = ['-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-auth', authority]
  const display = await start('Xvfb', ['-displayfd', '3', ...screen], env).until(aLine)
  Object.assign(env, { DISPLAY: `:${display}`, XAUTHORITY: authority })

  const configuration = join(folder, 'bus.conf')
  writeFileSync(configuration, busConfiguration(runtime))
  const bus = [`--config-file=${configuration}`, '--nofork', '--print-address=3']
  const address = await start('dbus-daemon', bus, env).until(aLine)
  Object.assign(env, { DBUS_SESSION_BUS_ADDRESS: address })

  // A copy, because the installed program may carry a file capability which a container refuses.
  const keyring = join(folder, 'gnome-keyring-daemon')
  copyFileSync('/usr/bin/gnome-keyring-daemon', keyring)
  const unlock = ['--foreground', '--unlock', '--components=secrets']
  const control = `--control-directory=${join(runtime, 'keyring')}`
  const password = randomBytes(16).toString('hex')
  await start(keyring, [...unlock, control], env, password).until(() => secretsAreServed(env))
  return env
}

/** @param {NodeJS.ProcessEnv} env */
async function secretsAreServed(env) {
  const bus = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus']
  const question = ['org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets']
  const answer = await run('dbus-send', [...bus, ...question], { env })
  return answer.output.includes('boolean true')
}
