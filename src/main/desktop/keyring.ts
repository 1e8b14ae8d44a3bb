import type { Keyring, KeyringState } from '../domain/ports/crypto'
import { asking, type BusConnection, isServed, sessionBus } from './dbus/connection'

/** For systems whose keyring can't be asked in advance: the keychain prompts by itself. */
const unlocked: Keyring = {
  state: () => Promise.resolve('open'),
  unlock: () => Promise.resolve(),
}

/**
 * The keyring that Chromium will use, which it chose by the desktop and its switches.
 *
 * @param backend Chromium's choice; called when needed, because it is only made once the app is ready
 */
export function desktopKeyring(
  backend: () => string,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): Keyring {
  if (platform !== 'linux') return unlocked
  const bus = sessionBus(env)
  const chosen = () => {
    const name = backend()
    if (name === 'gnome_libsecret') return secretService(bus)
    return kwallet(name, bus) ?? unlocked
  }
  return { state: () => chosen().state(), unlock: () => chosen().unlock() }
}

/** Chromium's names of the backends, and the daemon that each one uses. */
const daemons: Readonly<Record<string, string>> = {
  kwallet: 'kwalletd',
  kwallet5: 'kwalletd5',
  kwallet6: 'kwalletd6',
}

/** @returns null if the backend isn't KDE's */
function kwallet(backend: string, address: string | undefined): Keyring | null {
  const daemon = daemons[backend]
  if (daemon === undefined) return null
  const call = (bus: BusConnection, member: string, ...args: string[]) =>
    bus.call({
      dest: `org.kde.${daemon}`,
      path: `/modules/${daemon}`,
      interface: 'org.kde.KWallet',
      member,
      ...(args.length === 0 ? {} : { args }),
    })

  async function stateOf(bus: BusConnection): Promise<KeyringState> {
    if (!(await isServed(bus, `org.kde.${daemon}`))) return 'absent'
    const enabled = await call(bus, 'isEnabled')
    if (enabled === null) return 'silent'
    if (enabled[0] !== true) return 'absent'
    const [wallet] = (await call(bus, 'networkWallet')) ?? []
    if (typeof wallet !== 'string') return 'silent'
    const [open] = (await call(bus, 'isOpen', wallet)) ?? []
    if (typeof open !== 'boolean') return 'silent'
    return open ? 'open' : 'locked'
  }

  return {
    state: () => asking(address, stateOf, 'silent'),
    // KWallet's prompt belongs to the client that opens the wallet, and would close with our connection.
    // The person has to open the wallet with KDE's own program.
    unlock: () => Promise.resolve(),
  }
}

const dest = 'org.freedesktop.secrets'
const defaultCollection = '/org/freedesktop/secrets/aliases/default'
const collection = 'org.freedesktop.Secret.Collection'

/** @param address of the session bus */
function secretService(address: string | undefined): Keyring {
  return {
    state: () => asking(address, stateOf, 'silent'),
    unlock: () => asking(address, unlock, undefined),
  }
}

async function stateOf(bus: BusConnection): Promise<KeyringState> {
  if (!(await isServed(bus, dest))) return 'absent'
  const answer = await bus.call({
    dest,
    path: defaultCollection,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    args: [collection, 'Locked'],
  })
  if (answer?.[0] === false) return 'open'
  if (answer !== null) return 'locked'
  // If there is no keyring yet, it would prompt the person to create one, so it counts as locked.
  const alive = await bus.call({
    dest,
    path: '/org/freedesktop/secrets',
    interface: 'org.freedesktop.DBus.Peer',
    member: 'Ping',
  })
  return alive === null ? 'silent' : 'locked'
}

async function unlock(bus: BusConnection): Promise<void> {
  const answer = await bus.call({
    dest,
    path: '/org/freedesktop/secrets',
    interface: 'org.freedesktop.Secret.Service',
    member: 'Unlock',
    args: [{ paths: [defaultCollection] }],
  })
  const [, prompt] = answer ?? []
  // "/" means that no prompt is needed.
  if (typeof prompt !== 'string' || prompt === '/') return
  await bus.call({
    dest,
    path: prompt,
    interface: 'org.freedesktop.Secret.Prompt',
    member: 'Prompt',
    args: [''],
  })
}
