import type { MailboxApi } from '@contract/api'
import type { DemoMail } from '@contract/models'
import { describe, expect, it } from 'vitest'
import { mailboxStore, type ReadMarks, readMarks } from './store'

const mail = (id: string): DemoMail => ({ id, from: 'f', to: 't', subject: id, at: 0, text: '' })

function world(...ids: string[]) {
  let mails = ids.map(mail)
  let listener = () => {}
  let fails = false
  const answers: Promise<void>[] = []
  const memory = new Map<string, string>()
  const marks: ReadMarks = readMarks({
    getItem: (key) => memory.get(key) ?? null,
    setItem: (key, value) => void memory.set(key, value),
  })
  const failure = { ok: false, code: 'INTERNAL' } as const
  const api: MailboxApi = {
    mailboxList: async () => {
      const value = mails
      await answers.shift()
      return fails ? failure : { ok: true, value }
    },
    mailboxClear: () => {
      mails = []
      return Promise.resolve({ ok: true, value: null })
    },
    onMailboxChanged(changed) {
      listener = changed
      return () => {
        listener = () => {}
      }
    },
  }
  const open = () => mailboxStore(api, marks)
  return {
    open,
    memory,
    fail: () => {
      fails = true
    },
    /** The next answer waits for this. */
    hold: (until: Promise<void>) => answers.push(until),
    async arrive(...newest: string[]) {
      mails = [...newest.map(mail), ...mails]
      listener()
      await settled()
    },
    async started() {
      const store = open()
      const stop = store.start()
      await settled()
      return { store, stop, chosen: () => store.getState().chosenId }
    },
  }
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve))

describe('the mailbox window', () => {
  it('opens with the newest mail, and the others unread', async () => {
    const { store, chosen } = await world('b', 'a').started()
    expect(chosen()).toBe('b')
    expect([...store.getState().read]).toEqual(['b'])
  })

  it('chooses what arrives, and says so', async () => {
    const mailbox = world('a')
    const { store, chosen } = await mailbox.started()
    expect(store.getState().news).toBeNull()
    await mailbox.arrive('b')
    expect(chosen()).toBe('b')
    expect(store.getState().news).toMatchObject({ kind: 'arrived', mail: { id: 'b' } })
    await mailbox.arrive('d', 'c')
    expect(chosen()).toBe('d')
    expect(store.getState().read.has('c')).toBe(false)
  })

  it('stays where it is when nothing new has come', async () => {
    const mailbox = world('b', 'a')
    const { store, chosen } = await mailbox.started()
    store.choose('a')
    await mailbox.arrive()
    expect(chosen()).toBe('a')
  })

  it('goes up and down, to both ends and not beyond', async () => {
    const { store, chosen } = await world('c', 'b', 'a').started()
    store.step(-1)
    expect(chosen()).toBe('c')
    store.step(1)
    expect(chosen()).toBe('b')
    store.jump('last')
    store.step(1)
    expect(chosen()).toBe('a')
    store.jump('first')
    expect(chosen()).toBe('c')
    store.choose('gone')
    expect(chosen()).toBe('c')
  })

  it('remembers what was read, and forgets it with its mail', async () => {
    const mailbox = world('b', 'a')
    const { store } = await mailbox.started()
    store.choose('a')
    expect([...mailbox.open().getState().read].sort()).toEqual(['a', 'b'])
    await store.clear()
    await mailbox.arrive('c')
    expect([...mailbox.open().getState().read]).toEqual(['c'])
  })

  it('is empty after clearing', async () => {
    const { store, chosen } = await world('a').started()
    await store.clear()
    expect(store.getState()).toMatchObject({ mails: [], news: { kind: 'cleared' } })
    expect(chosen()).toBeNull()
  })

  it('shows the later of two answers that overtake each other', async () => {
    const mailbox = world('a')
    const { chosen } = await mailbox.started()
    let release = () => {}
    mailbox.hold(
      new Promise((resolve) => {
        release = resolve
      }),
    )
    await mailbox.arrive('b')
    await mailbox.arrive('c')
    release()
    await settled()
    expect(chosen()).toBe('c')
  })

  it('says when the mailbox cannot be read, and no longer follows once stopped', async () => {
    const mailbox = world('a')
    const { store, stop, chosen } = await mailbox.started()
    mailbox.fail()
    await mailbox.arrive('b')
    expect(store.getState().failed).toBe(true)
    stop()
    await mailbox.arrive('c')
    expect(chosen()).toBe('a')
  })

  it('opens with damaged marks as with none', () => {
    const mailbox = world('a')
    for (const damaged of ['{', '7', '{"a":1}']) {
      mailbox.memory.set('mailbox.read', damaged)
      expect([...mailbox.open().getState().read]).toEqual([])
    }
  })
})
