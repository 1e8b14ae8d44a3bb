import { randomBytes } from 'node:crypto'
import { chownSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../setup/run.mjs'
import { busConfiguration, xAuthority } from './files.mjs'
import { startHelper } from './helper.mjs'
import { asPerson, ownEnvironment } from './person.mjs'

/**
 * Starts a virtual screen, a message bus and an unlocked, empty keyring.
 * @param {string} folder where everything of the session lives
 * @param {import('./helper.mjs').Helper[]} helpers receives what was started, even if a later one fails
 * @param {import('./person.mjs').Person} [person] whose session it is, if root opens it for someone else
 * @param {string} [password] of the keyring
 * @returns {Promise<NodeJS.ProcessEnv>} the environment of the session
 */
export async function openSession(
  folder,
  helpers,
  person,
  password = randomBytes(16).toString('hex'),
) {
  /** @param {string} name */
  const give = (name) => {
    const path = join(folder, name)
    if (person) chownSync(path, person.uid, person.gid)
    return path
  }
  /** @param {string} name */
  const own = (name) => {
    mkdirSync(join(folder, name), { mode: 0o700 })
    return give(name)
  }
  const { WAYLAND_DISPLAY: _, ...outer } = person ? ownEnvironment(person) : process.env
  const runtime = own('runtime')
  const env = {
    ...outer,
    XDG_RUNTIME_DIR: runtime,
    // Another person has their own home, made for the purpose.
    ...(person ? {} : { XDG_DATA_HOME: own('data'), XDG_CONFIG_HOME: own('config') }),
    XDG_SESSION_TYPE: 'x11',
    // Makes Chromium choose the libsecret keyring.
    XDG_CURRENT_DESKTOP: 'GNOME',
    // Programs would request the accessibility bus at every start, and this session has none.
    NO_AT_BRIDGE: '1',
  }
  /** @type {typeof startHelper} */
  const start = (program, args, ...rest) => {
    const [command = '', ...more] = asPerson(person, [program, ...args])
    const helper = startHelper(command, more, ...rest)
    helpers.push(helper)
    return helper
  }
  const aLine = (/** @type {string} */ said) => said.includes('\n')

  const authority = join(folder, 'Xauthority')
  writeFileSync(authority, xAuthority(randomBytes(16)), { mode: 0o600 })
  give('Xauthority')
  const screen = ['-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-auth', authority]
  // Otherwise it would restart when its last client leaves, and refuse one that connects just then.
  const display = await start('Xvfb', ['-displayfd', '3', '-noreset', ...screen], env).until(aLine)
  Object.assign(env, { DISPLAY: `:${display}`, XAUTHORITY: authority })

  const configuration = join(folder, 'bus.conf')
  writeFileSync(configuration, busConfiguration(runtime))
  const bus = [`--config-file=${configuration}`, '--nofork', '--print-address=3']
  const address = await start('dbus-daemon', bus, env).until(aLine)
  Object.assign(env, { DBUS_SESSION_BUS_ADDRESS: address })

  // A copy, because the installed program may carry a file capability that a container refuses.
  const keyring = join(folder, 'gnome-keyring-daemon')
  copyFileSync('/usr/bin/gnome-keyring-daemon', keyring)
  const unlock = ['--foreground', '--unlock', '--components=secrets']
  const control = `--control-directory=${join(runtime, 'keyring')}`
  await start(keyring, [...unlock, control], env, password).until(() =>
    secretsAreServed(env, person),
  )
  return env
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {import('./person.mjs').Person | undefined} person
 */
async function secretsAreServed(env, person) {
  const bus = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus']
  const question = ['org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets']
  // The bus only answers its own person, not even root.
  const [command = '', ...args] = asPerson(person, ['dbus-send', ...bus, ...question])
  const answer = await run(command, args, { env })
  return answer.output.includes('boolean true')
}
