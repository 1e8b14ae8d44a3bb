import { type BusConnection, busConnection, sessionBus, theBus } from '../dbus/connection'
import type { BusMessage } from '../dbus/message'

/** Each is both a bus name and the interface of its signal. KDE serves the first. */
const screenSavers = [
  'org.freedesktop.ScreenSaver',
  'org.gnome.ScreenSaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver',
  'org.xfce.ScreenSaver',
] as const

const login = 'org.freedesktop.login1'
const loginSession = 'org.freedesktop.login1.Session'
const properties = 'org.freedesktop.DBus.Properties'
const systemBus = 'unix:path=/run/dbus/system_bus_socket'

export type ScreenLock = ReturnType<typeof linuxScreenLock>

/** @param env gives the addresses of the buses */
export function linuxScreenLock(
  onLock: () => void,
  env: Readonly<Record<string, string | undefined>>,
) {
  const session = busConnection(sessionBus(env), (signal) => {
    if (saysScreenLocked(signal)) onLock()
  })
  const system = busConnection(env['DBUS_SYSTEM_BUS_ADDRESS'] ?? systemBus, (signal) => {
    if (saysSessionLocked(signal)) onLock()
  })

  /** The bus only forwards signals from the owner of each name. */
  const listening = Promise.all([
    ...screenSavers.map((name) => listen(session, name, `interface='${name}'`)),
    graphicalSession(system).then(async (path) => {
      if (path === null) return false
      await listen(system, login, `path='${path}',interface='${loginSession}'`)
      return listen(system, login, `path='${path}',interface='${properties}'`)
    }),
  ])

  return {
    /** Whether a screen lock, or the computer going to sleep, would be noticed now. */
    async works(): Promise<{ readonly screenLock: boolean; readonly sleep: boolean }> {
      const heard = await listening
      const [hasLogin, ...hasSaver] = await Promise.all([
        owned(system, login),
        ...screenSavers.map((name) => owned(session, name)),
      ])
      const ownSession = heard.at(-1) === true
      const screenLock = hasSaver.some((has, i) => has && heard[i]) || (hasLogin && ownSession)
      return { screenLock, sleep: hasLogin }
    },
    stop() {
      session.close()
      system.close()
    },
  }
}

/** @returns whether the bus will forward the signal */
async function listen(bus: BusConnection, sender: string, rule: string): Promise<boolean> {
  const args = [`type='signal',sender='${sender}',${rule}`]
  return (await bus.call({ ...theBus, member: 'AddMatch', args })) !== null
}

async function owned(bus: BusConnection, name: string): Promise<boolean> {
  const answer = await bus.call({ ...theBus, member: 'NameHasOwner', args: [name] })
  return answer?.[0] === true
}

/** The object path of the session on this user's screen, if logind knows one. */
async function graphicalSession(system: BusConnection): Promise<string | null> {
  const answer = await system.call({
    dest: login,
    path: '/org/freedesktop/login1/user/self',
    interface: properties,
    member: 'Get',
    args: ['org.freedesktop.login1.User', 'Display'],
  })
  const [display] = answer ?? []
  const path: unknown = Array.isArray(display) ? display[1] : null
  // It becomes part of a match rule, so it must look exactly like one of logind's paths.
  const isPath = typeof path === 'string' && /^\/org\/freedesktop\/login1\/session\/\w+$/.test(path)
  return isPath ? path : null
}

/** The screen saver has started; on GNOME and KDE this also means that the screen is locked. */
function saysScreenLocked({ member, args }: BusMessage): boolean {
  return screenSavers.some((name) => member === `${name}.ActiveChanged`) && args[0] === true
}

/** Someone requested a lock (`loginctl lock-session`), or the desktop reports that it is locked. */
function saysSessionLocked({ member, args }: BusMessage): boolean {
  if (member === `${loginSession}.Lock`) return true
  const [of, changed] = args
  return (
    member === `${properties}.PropertiesChanged` &&
    of === loginSession &&
    (changed as { LockedHint?: unknown } | undefined)?.LockedHint === true
  )
}
