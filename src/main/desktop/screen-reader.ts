/**
 * Detects a screen reader on Linux. There, Chromium doesn't expose its pages unless told to, so Orca would
 * read out an empty window. The desktop announces on its bus when a screen reader is running. (GNOME and
 * others set the property, and so does Orca. On macOS and Windows, Electron detects it.)
 */
import { busConnection, theBus } from './dbus/connection'

const accessibility = { dest: 'org.a11y.Bus', path: '/org/a11y/bus' } as const
const properties = 'org.freedesktop.DBus.Properties'
const status = 'org.a11y.Status'
const property = 'ScreenReaderEnabled'

/**
 * Calls back when a screen reader is running: now, or as soon as one starts.
 *
 * @param address of the session bus
 */
export async function onScreenReader(
  address: string | undefined,
  found: () => void,
): Promise<void> {
  const bus = busConnection(address, ({ member, args: [of, changed] }) => {
    const isOurs = member === `${properties}.PropertiesChanged` && of === status
    if (isOurs && (changed as Record<string, unknown> | undefined)?.[property] === true) found()
  })
  const rule = `type='signal',sender='${accessibility.dest}',interface='${properties}'`
  await bus.call({ ...theBus, member: 'AddMatch', args: [rule] })
  // Don't start the service: if it isn't running, there is no screen reader either.
  const served = await bus.call({
    ...theBus,
    member: 'NameHasOwner',
    args: [accessibility.dest],
  })
  if (served?.[0] !== true) return
  const call = { ...accessibility, interface: properties, member: 'Get', args: [status, property] }
  const answer = await bus.call(call)
  if (answer?.[0] === true) found()
}
