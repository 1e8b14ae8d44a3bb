/** On a real message bus, with services that send what desktops send. */
import { execFileSync } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { linuxScreenLock } from '../../src/main/desktop/lock-signals/linux-screen-lock.ts'
import { type BusService, busService } from '../fakes/bus-service.ts'
import { privateBus } from '../fakes/private-bus.ts'
import { temporaryFolder } from '../world.ts'

const session = '/org/freedesktop/login1/session/_32'
const yes = { type: 'b', value: true } as const

const running: { stop(): void }[] = []
afterEach(() => {
  for (const one of running.splice(0).toReversed()) one.stop()
})

/** A bus that serves as both session and system bus. */
async function bus() {
  const { address, stop } = await privateBus()
  running.push({ stop })
  async function service(...names: string[]): Promise<BusService> {
    const made = await busService(address)
    running.push({ stop: made.close })
    for (const name of names) await made.own(name)
    return made
  }
  return { address, stop, service, watch: () => watch(address) }
}

function watch(address: string) {
  let locks = 0
  const env = { DBUS_SESSION_BUS_ADDRESS: address, DBUS_SYSTEM_BUS_ADDRESS: address }
  const lock = linuxScreenLock(() => {
    locks += 1
  }, env)
  running.push(lock)
  return { ...lock, locks: () => locks }
}

describe.runIf(process.platform === 'linux')('on Linux, a locked screen', () => {
  it.each([
    'org.freedesktop.ScreenSaver',
    'org.gnome.ScreenSaver',
    'org.cinnamon.ScreenSaver',
    'org.mate.ScreenSaver',
    'org.xfce.ScreenSaver',
  ])('is heard of from %s', async (name) => {
    const { service, watch: listen } = await bus()
    const saver = await service(name)
    const screen = listen()
    expect(await screen.works()).toEqual({ screenLock: true, sleep: false })
    saver.signal(`/${name.replaceAll('.', '/')}`, `${name}.ActiveChanged`, yes)
    await expect.poll(screen.locks).toBe(1)
  })

  it('is not one that goes dark without a lock, or that a stranger tells of', async () => {
    const { service, address, watch: listen } = await bus()
    const saver = await service('org.gnome.ScreenSaver')
    const screen = listen()
    await screen.works()
    const stranger = ['--type=signal', '/x', 'org.gnome.ScreenSaver.ActiveChanged', 'boolean:true']
    execFileSync('dbus-send', [`--bus=${address}`, ...stranger])
    saver.signal('/x', 'org.gnome.ScreenSaver.ActiveChanged', { type: 'b', value: false })
    saver.signal('/x', 'org.gnome.ScreenSaver.WakeUpScreen')
    // Signals arrive in order: once this one is here, so are those before it.
    saver.signal('/x', 'org.gnome.ScreenSaver.ActiveChanged', yes)
    await expect.poll(screen.locks).toBe(1)
  })

  it('is heard of from logind, for this person’s own session only', async () => {
    const { service, watch: listen } = await bus()
    const logind = await service('org.freedesktop.login1')
    logind.answer('Get', { type: 'v', value: { type: '(so)', value: ['2', session] } })
    const screen = listen()
    expect(await screen.works()).toEqual({ screenLock: true, sleep: true })
    const changed = (property: string) =>
      logind.signal(
        session,
        'org.freedesktop.DBus.Properties.PropertiesChanged',
        { type: 's', value: 'org.freedesktop.login1.Session' },
        { type: 'a{sv}', value: { Other: { type: 's', value: 'text' }, [property]: yes } },
        { type: 'as', value: ['Gone'] },
      )
    logind.signal('/org/freedesktop/login1/session/_33', 'org.freedesktop.login1.Session.Lock')
    logind.signal(session, 'org.freedesktop.login1.Session.Unlock')
    changed('IdleHint')
    logind.signal(session, 'org.freedesktop.login1.Session.Lock')
    await expect.poll(screen.locks).toBe(1)
    changed('LockedHint')
    await expect.poll(screen.locks).toBe(2)
  })

  it('is promised only where somebody would tell of it', async () => {
    const { service, watch: listen } = await bus()
    const screen = listen()
    expect(await screen.works()).toEqual({ screenLock: false, sleep: false })
    const saver = await service('org.freedesktop.ScreenSaver')
    expect(await screen.works()).toEqual({ screenLock: true, sleep: false })
    await saver.release('org.freedesktop.ScreenSaver')
    expect(await screen.works()).toEqual({ screenLock: false, sleep: false })
  })

  it.each(['', 'unix:path=/no/such/socket', 'tcp:host=localhost,port=1', 'nonsense'])(
    'is not promised without a bus (%j)',
    async (address) => {
      expect(await watch(address).works()).toEqual({ screenLock: false, sleep: false })
    },
  )

  it('is not promised any more once the bus has ended', async () => {
    const { stop, service, watch: listen } = await bus()
    await service('org.gnome.ScreenSaver')
    const screen = listen()
    expect((await screen.works()).screenLock).toBe(true)
    stop()
    await expect.poll(async () => (await screen.works()).screenLock).toBe(false)
  })

  it('is no longer listened for once that was stopped', async () => {
    const { service, watch: listen } = await bus()
    const saver = await service('org.gnome.ScreenSaver')
    const [stopped, other] = [listen(), listen()]
    await Promise.all([stopped.works(), other.works()])
    stopped.stop()
    saver.signal('/x', 'org.gnome.ScreenSaver.ActiveChanged', yes)
    await expect.poll(other.locks).toBe(1)
    expect(stopped.locks()).toBe(0)
  })

  it('is nothing that a bus which talks nonsense could say', async () => {
    for (const said of [
      'NO\r\n',
      'OK 1\r\nnonsense nonsense nonsense',
      `OK 1\r\nl${'\xff'.repeat(99)}`,
    ]) {
      const path = join(temporaryFolder(), 'bus')
      const server = createServer((socket) => {
        socket.on('error', () => {})
        socket.once('data', () => socket.write(Buffer.from(said, 'latin1')))
      })
      await new Promise<void>((open) => server.listen(path, open))
      running.push({ stop: () => server.close() })
      const screen = watch(`unix:path=${path}`)
      expect(await screen.works()).toEqual({ screenLock: false, sleep: false })
      expect(screen.locks()).toBe(0)
    }
  })
})
