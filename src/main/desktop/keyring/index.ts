import type { Keyring } from '../../domain/ports/crypto'
import { sessionBus } from '../dbus/asking'
import { kwallet } from './kwallet'
import { secretService } from './secret-service'

/** Where the system has none that could be asked beforehand: its keychain answers by itself. */
const unlocked: Keyring = {
  state: () => Promise.resolve('open'),
  unlock: () => Promise.resolve(),
}

/**
 * The keyring that Chromium is going to use, for it chose one by the desktop and its switches.
 *
 * @param backend Chromium's choice; asked for when it is needed, as it is made once the app is ready
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
