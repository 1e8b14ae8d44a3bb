/**
 * A screen reader on Linux. There, Chromium shows its pages to nobody unless it is told to, so that
 * Orca would read out an empty window: the desktop says on its bus when somebody needs more.
 * (GNOME and others set the property, and Orca itself does; on macOS and Windows Electron knows.)
 */
import { busConnection, theBus } from './dbus/connection'

const accessibility = { dest: 'org.a11y.Bus', path: '/org/a11y/bus' } as const
const properties = 'org.freedesktop.DBus.Properties'
const status = 'org.a11y.Status'
const property = 'ScreenReaderEnabled'

/**
 * Calls back when a screen reader runs: now, or as soon as one does.
 *
 * @param address of the session's bus
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
  // Not called into being: where nobody serves it, there is no reader either.
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
