import type { Keyring, KeyringState } from '../../domain/ports/crypto'
import { asking, isServed } from '../dbus/asking'
import type { BusConnection } from '../dbus/connection'

const dest = 'org.freedesktop.secrets'
const defaultCollection = '/org/freedesktop/secrets/aliases/default'
const collection = 'org.freedesktop.Secret.Collection'

/** @param address of the session's bus */
export function secretService(address: string | undefined): Keyring {
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
  // Without a keyring to keep anything in it would ask its person to make one: as good as locked.
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
  // "/": nobody needs to be asked.
  if (typeof prompt !== 'string' || prompt === '/') return
  await bus.call({
    dest,
    path: prompt,
    interface: 'org.freedesktop.Secret.Prompt',
    member: 'Prompt',
    args: [''],
  })
}
