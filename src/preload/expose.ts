import { camel, type EventName, eventChannel, type Unsubscribe } from '@contract/api'
import type { Failure } from '@contract/channel'
import type { WindowKind } from '@contract/channels'
import { mostOfCall, weigh } from '@contract/weight'
import { contextBridge, ipcRenderer } from 'electron'

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

/** Room for two of the heaviest calls at once; the screens rarely send one. */
const mostUnderWay = 2 * mostOfCall.characters

const refused = (code: Failure['code']): Failure => ({ ok: false, code })

/**
 * Main has to copy a whole message before it can check it, and can't do anything else meanwhile. So
 * messages are weighed here, out of reach of the page's scripts, and never sent if they are too heavy.
 */
export function bounded(send: (name: string, args: unknown) => Promise<unknown>): typeof send {
  let underWay = 0
  return async (name, args) => {
    const weight = weigh(args)
    if (weight === null) return refused('BAD_REQUEST')
    if (underWay + weight > mostUnderWay) return refused('WAIT')
    underWay += weight
    try {
      return await send(name, args)
    } finally {
      underWay -= weight
    }
  }
}
