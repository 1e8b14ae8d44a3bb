/** Questions to a message bus that have an end, whatever the bus does. */
import { type BusConnection, busConnection, theBus } from './connection'

type Env = Readonly<Record<string, string | undefined>>

/** The address of the session's bus. Where none is named it is looked for as GLib and Chromium do. */
export function sessionBus(env: Env): string | undefined {
  const { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: runtime } = env
  return address || (runtime && `unix:path=${runtime}/bus`)
}

/** For a bus that takes the connection and then says nothing. Each call has an end of its own. */
const patienceMs = 8_000

/**
 * On a connection that lives as long as the question.
 *
 * @param address `sessionBus` gives it
 */
export async function asking<T>(
  address: string | undefined,
  question: (bus: BusConnection) => Promise<T>,
  unanswered: T,
): Promise<T> {
  const bus = busConnection(address, () => {})
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<T>((done) => {
    timer = setTimeout(() => done(unanswered), patienceMs)
  })
  try {
    return await Promise.race([question(bus), late])
  } finally {
    clearTimeout(timer)
    bus.close()
  }
}

/** Whether the service runs, or would be started by being called. */
export async function isServed(bus: BusConnection, name: string): Promise<boolean> {
  const owned = await bus.call({ ...theBus, member: 'NameHasOwner', args: [name] })
  if (owned?.[0] === true) return true
  const startable = await bus.call({ ...theBus, member: 'ListActivatableNames' })
  const names = startable?.[0]
  return Array.isArray(names) && names.includes(name)
}
