import type { Unsubscribe } from '@contract/api'
import type { ChannelAnswer, ChannelArgs, ChannelName } from '@contract/channels'
import { ipcRenderer } from 'electron'
import { bounded } from './bounded'

const send = bounded((name, args) => ipcRenderer.invoke(name, args))

/** Not exposed: each bridge names its channels one by one. */
export function call<N extends ChannelName>(
  name: N,
  ...args: undefined extends ChannelArgs<N> ? [] : [ChannelArgs<N>]
): ChannelAnswer<N> {
  return send(name, args[0]) as ChannelAnswer<N>
}

/** The listener gets nothing of the event, which would carry its sender's port. */
export function subscribe(channel: string) {
  return (listener: () => void): Unsubscribe => {
    const forward = () => listener()
    ipcRenderer.on(channel, forward)
    return () => ipcRenderer.off(channel, forward)
  }
}
