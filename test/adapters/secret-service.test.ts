/** On a real message bus: GNOME's own keyring, and services that answer as others might. */
import { afterEach, describe, expect, it } from 'vitest'
import { sessionBus } from '../../src/main/desktop/dbus/connection.ts'
import { desktopKeyring } from '../../src/main/desktop/keyring.ts'
import { busService } from '../fakes/bus-service.ts'
import { privateBus } from '../fakes/private-bus.ts'
import { realKeyring } from '../fakes/real-keyring.ts'

const running: (() => unknown)[] = []
afterEach(async () => {
  for (const end of running.splice(0).toReversed()) await end()
})

const keyringAt = (address: string, backend = 'gnome_libsecret') =>
  desktopKeyring(() => backend, { DBUS_SESSION_BUS_ADDRESS: address }, 'linux')

async function service(...names: string[]) {
  const bus = await privateBus()
  running.push(bus.stop)
  const made = await busService(bus.address)
  running.push(made.close)
  for (const name of names) await made.own(name)
  return { made, address: bus.address }
}

const variant = (value: boolean) => ({ type: 'v', value: { type: 'b', value } }) as const

describe.runIf(process.platform === 'linux')('the keyring of a Linux desktop', () => {
  it('of GNOME says whether it is open, and answers nothing while it is frozen', async () => {
    const gnome = await realKeyring()
    running.push(gnome.remove)
    const keyring = keyringAt(gnome.address)
    expect(await keyring.state()).toBe('absent')
    await gnome.start()
    expect(await keyring.state()).toBe('open')
    gnome.lock()
    expect(await keyring.state()).toBe('locked')
    gnome.freeze()
    expect(await keyring.state()).toBe('silent')
    gnome.thaw()
    expect(await keyring.state()).toBe('locked')
  })

  it('without anything to keep secrets in is as good as locked', async () => {
    const { made, address } = await service('org.freedesktop.secrets')
    made.answer('Ping')
    expect(await keyringAt(address).state()).toBe('locked')
  })

  it('asks its person by the system’s own question', async () => {
    const { made, address } = await service('org.freedesktop.secrets')
    const prompt = { type: 'o', value: '/org/freedesktop/secrets/prompt/p1' } as const
    made.answer('Unlock', { type: 'as', value: [] }, prompt)
    made.answer('Prompt')
    await keyringAt(address).unlock()
    expect([made.called('Unlock'), made.called('Prompt')]).toEqual([1, 1])
  })

  it('asks nobody where there is nothing to be asked', async () => {
    const { made, address } = await service('org.freedesktop.secrets')
    made.answer('Unlock', { type: 'as', value: ['/x'] }, { type: 'o', value: '/' })
    await keyringAt(address).unlock()
    expect(made.called('Prompt')).toBe(0)
  })

  it('is asked on the bus of the session also where only its folder is named', () => {
    expect(sessionBus({ XDG_RUNTIME_DIR: '/run/user/1000' })).toBe('unix:path=/run/user/1000/bus')
    const named = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x', XDG_RUNTIME_DIR: '/run/user/1000' }
    expect(sessionBus(named)).toBe('unix:path=/x')
    expect(sessionBus({})).toBeUndefined()
  })

  it('is absent where there is no bus', async () => {
    expect(await keyringAt('unix:path=/nowhere/bus').state()).toBe('absent')
    expect(await desktopKeyring(() => 'gnome_libsecret', {}, 'linux').state()).toBe('absent')
  })

  it.each([
    [true, 'open'],
    [false, 'locked'],
  ] as const)('of KDE: a wallet that is open (%s) is %s', async (open, state) => {
    const { made, address } = await service('org.kde.kwalletd6')
    made.answer('isEnabled', { type: 'b', value: true })
    made.answer('networkWallet', { type: 's', value: 'kdewallet' })
    made.answer('isOpen', { type: 'b', value: open })
    expect(await keyringAt(address, 'kwallet6').state()).toBe(state)
  })

  it('of KDE is absent where its wallets are switched off', async () => {
    const { made, address } = await service('org.kde.kwalletd5')
    made.answer('isEnabled', { type: 'b', value: false })
    expect(await keyringAt(address, 'kwallet5').state()).toBe('absent')
    expect(await keyringAt(address, 'kwallet6').state()).toBe('absent')
    expect(made.called('isOpen')).toBe(0)
  })

  it('is not asked where Chromium uses none, or the system answers by itself', async () => {
    const { made, address } = await service('org.freedesktop.secrets')
    made.answer('Get', variant(true))
    expect(await keyringAt(address, 'basic_text').state()).toBe('open')
    const mac = desktopKeyring(() => '', { DBUS_SESSION_BUS_ADDRESS: address }, 'darwin')
    expect(await mac.state()).toBe('open')
    expect(await keyringAt(address).state()).toBe('locked')
  })
})
