import { camel, type EventName, eventChannel, type Unsubscribe } from '@contract/api'
import type { WindowKind } from '@contract/channels'
import { contextBridge, ipcRenderer } from 'electron'
import { bounded } from './bounded'

const send = bounded((name, args) => ipcRenderer.invoke(name, args))

/** The listener doesn't get the event, which would expose its sender's port. */
const subscribe =
  (channel: string) =>
  (listener: () => void): Unsubscribe => {
    const forward = () => listener()
    ipcRenderer.on(channel, forward)
    return () => ipcRenderer.off(channel, forward)
  }

/**
 * Gives the page a function for each channel and event of its window. Each is bound to its name, so the
 * page can't choose one.
 *
 * @param channels whether each takes an argument; a channel without one ignores what it is given
 */
export function expose(
  global: string,
  channels: Readonly<Record<string, boolean>>,
  events: readonly EventName<WindowKind>[],
): void {
  const calls = Object.entries(channels).map(([name, asks]) => [
    camel(name),
    asks ? (args: unknown) => send(name, args) : () => send(name, undefined),
  ])
  const listeners = events.map((name) => [camel(`on-${name}`), subscribe(eventChannel(name))])
  contextBridge.exposeInMainWorld(
    global,
    Object.freeze(Object.fromEntries([...calls, ...listeners])),
  )
}
