import type { Keyring, KeyringState } from '../../domain/ports/crypto'
import { asking, isServed } from '../dbus/asking'
import type { BusConnection } from '../dbus/connection'

/** Chromium's names of the backends, and the daemon that each one speaks with. */
const daemons: Readonly<Record<string, string>> = {
  kwallet: 'kwalletd',
  kwallet5: 'kwalletd5',
  kwallet6: 'kwalletd6',
}

/** @returns null where the backend is not KDE's */
export function kwallet(backend: string, address: string | undefined): Keyring | null {
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
    // Its question belongs to whoever opens the wallet and goes with them: KDE's own program asks.
    unlock: () => Promise.resolve(),
  }
}
