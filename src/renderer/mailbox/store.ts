import type { MailboxApi } from '@contract/api'
import type { DemoMail } from '@contract/models'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { createLatest } from '../stores/latest'

const key = 'mailbox.read'

/** Which emails have been read. Stored across restarts of the window, as mail programs do. */
export interface ReadMarks {
  load(): ReadonlySet<string>
  save(ids: ReadonlySet<string>): void
}

export function readMarks(storage: Pick<Storage, 'getItem' | 'setItem'>): ReadMarks {
  return {
    load() {
      try {
        const ids: unknown = JSON.parse(storage.getItem(key) ?? '[]')
        return new Set(Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [])
      } catch {
        return new Set()
      }
    },
    save(ids) {
      storage.setItem(key, JSON.stringify([...ids]))
    },
  }
}

export interface MailboxState {
  /** Newest first; null until the first answer. */
  readonly mails: readonly DemoMail[] | null
  readonly chosenId: string | null
  readonly read: ReadonlySet<string>
  readonly failed: boolean
  /** What has just happened, for screen readers. */
  readonly news:
    | { readonly kind: 'arrived'; readonly mail: DemoMail }
    | { readonly kind: 'cleared' }
    | null
}

export interface MailboxActions {
  /** Loads the emails and follows new ones. @returns stops following */
  start(): () => void
  choose(id: string): void
  /** To the next older (1) or newer (-1) email. */
  step(by: 1 | -1): void
  /** To the newest or the oldest. */
  jump(to: 'first' | 'last'): void
  clear(): Promise<void>
}

export type MailboxStore = StoreApi<MailboxState> & MailboxActions

/** The state and the actions of the mailbox window. */
export function mailboxStore(api: MailboxApi, marks: ReadMarks): MailboxStore {
  const store = createStore<MailboxState>(() => ({
    mails: null,
    chosenId: null,
    read: marks.load(),
    failed: false,
    news: null,
  }))
  const { getState, setState } = store
  const latest = createLatest()

  function choose(id: string): void {
    const present = new Set(getState().mails?.map((mail) => mail.id))
    if (!present.has(id)) return
    // Emails that are gone lose their marks.
    const read = new Set([...getState().read, id].filter((one) => present.has(one)))
    marks.save(read)
    setState({ chosenId: id, read })
  }

  async function load(): Promise<void> {
    const isLatest = latest.begin()
    const answer = await api.mailboxList()
    // Two emails may arrive at once.
    if (!isLatest()) return
    if (!answer.ok) return setState({ failed: true })
    const before = getState().mails
    const [newest] = answer.value
    setState({ mails: answer.value, failed: false })
    if (newest === undefined) return setState({ chosenId: null })
    if (before?.some(({ id }) => id === newest.id)) return
    if (before !== null) setState({ news: { kind: 'arrived', mail: newest } })
    choose(newest.id)
  }

  const at = (index: number) => {
    const mail = getState().mails?.[index]
    if (mail) choose(mail.id)
  }

  return {
    ...store,
    choose,
    start() {
      const leave = api.onMailboxChanged(() => void load())
      void load()
      return leave
    },
    step(by) {
      const { mails, chosenId } = getState()
      const now = mails?.findIndex(({ id }) => id === chosenId) ?? -1
      if (now >= 0) at(now + by)
    },
    jump(to) {
      at(to === 'first' ? 0 : (getState().mails?.length ?? 0) - 1)
    },
    async clear() {
      const answer = await api.mailboxClear()
      if (!answer.ok) return setState({ failed: true })
      await load()
      setState({ news: { kind: 'cleared' } })
    },
  }
}
