/** What the preloads expose to their pages, with Electron's part replaced. */
import { camel, events } from '@contract/api'
import { type ChannelName, channels, type WindowKind } from '@contract/channels'
import { beforeEach, describe, expect, it, vi } from 'vitest'

type Bridge = Readonly<Record<string, (...args: unknown[]) => unknown>>

const { exposed, invoke, listeners } = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  invoke: vi.fn(async (..._sent: unknown[]) => ({ ok: true, value: null })),
  listeners: new Map<string, (event: unknown) => void>(),
}))
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, api: unknown) => exposed.set(name, api) },
  ipcRenderer: {
    invoke,
    on: (channel: string, listener: (event: unknown) => void) => listeners.set(channel, listener),
    off: (channel: string) => listeners.delete(channel),
  },
}))
await import('../../src/preload/index.ts')
await import('../../src/preload/mailbox.ts')

beforeEach(() => void invoke.mockClear())

describe.each([
  ['app', 'latchkey'],
  ['mailbox', 'latchkeyMailbox'],
] as const)('the bridge of the window %s', (window: WindowKind, global) => {
  const bridge = exposed.get(global) as Bridge
  const own = (Object.keys(channels) as ChannelName[]).filter(
    (name) => channels[name].window === window,
  )

  it('has a function for each of its channels and events, and nothing else', () => {
    const names = [...own.map(camel), ...events[window].map((name) => camel(`on-${name}`))]
    expect(Object.keys(bridge).toSorted()).toEqual(names.toSorted())
    expect(Object.isFrozen(bridge)).toBe(true)
  })

  it.each(own)('calls %s and no other, whatever the page gives it', async (name) => {
    const takesNone = channels[name].args.safeParse(undefined).success
    for (const given of [[], ['app.retry'], ['account.delete', { password: 'x' }], ['__proto__']]) {
      await bridge[camel(name)]?.(...given)
      expect(invoke.mock.lastCall).toEqual([name, takesNone ? undefined : given[0]])
    }
    expect(invoke).toHaveBeenCalledTimes(4)
  })

  it.each(events[window])('tells of %s, gives nothing of the event, and stops', (name) => {
    const heard = vi.fn()
    const stop = bridge[camel(`on-${name}`)]?.(heard, 'locking') as () => void
    expect([...listeners.keys()]).toEqual([`event.${name}`])
    listeners.get(`event.${name}`)?.({ sender: 'a port' })
    expect(heard.mock.calls).toEqual([[]])
    stop()
    expect(listeners.size).toBe(0)
  })
})
