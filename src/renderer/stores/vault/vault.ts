import type { AppApi } from '@contract/api'
import type { Failure } from '@contract/channel'
import type { EntryQuery } from '@contract/channels'
import { createStore } from 'zustand/vanilla'
import { coalesce, createResource } from '../resource'
import { type EditActions, editActions } from './edit-actions'
import { type EntryActions, entryActions } from './entry-actions'
import { createGenerator, type Generator } from './generator'
import { createList, everything, type ListQuery } from './list'
import type { Place, VaultModel, VaultParts } from './model'
import { createSelection } from './selection'
import { createToasts } from './toasts'

export interface Vault
  extends Pick<VaultParts, 'store' | 'overview' | 'list' | 'selection' | 'toasts' | 'focus'>,
    EditActions,
    EntryActions {
  readonly generator: Generator
  /** Loads and follows changes. @returns stops, and forgets what was decrypted */
  open(): () => void
  refresh(): Promise<void>
  /** Locks, after storing what is being typed. */
  lock(): Promise<Failure | null>
  /** Undoes the last action that can be undone. */
  undo(): Promise<void>
  /** Shows another view, or the entries with a tag, and clears the search. */
  show(view: EntryQuery['view'], tag?: string | null): Promise<void>
  search(text: string): Promise<void>
  /** Moves to the search field, from anywhere. */
  startSearch(): void
  sortBy(sort: EntryQuery['sort']): Promise<void>
  /** Chooses another line of the list; an edit is kept as a draft. */
  moveTo(index: number): void
  /** Moves from the list to the entry. */
  enter(): void
  /** Edits the chosen entry, unless it is in the trash. */
  editChosen(): Promise<void>
  /** Moves back from the editor to the entry, or to the list; an edit is kept as a draft. */
  back(): void
  showDialog(dialog: VaultModel['dialog']): void
  markRead(notice: string): void
}

const start: VaultModel = {
  editing: null,
  pane: 'list',
  focus: { place: 'search', turn: 0 },
  dialog: null,
  read: new Set(),
}

/** The signed-in person's vault, as the screens see it. Independent of React. */
export function createVault(api: AppApi): Vault {
  const store = createStore<VaultModel>(() => start)
  const overview = createResource(api.vaultOverview)
  const list = createList(api.vaultList)
  const selection = createSelection(api.vaultEntry, list)
  const toasts = createToasts()
  const generator = createGenerator(api.generatorMake)

  function focus(requested: Place): void {
    // An empty list can't take the focus.
    const listIsEmpty = requested === 'list' && !list.store.getState().total
    const place = listIsEmpty ? 'search' : requested
    store.setState((now) => ({ focus: { place, turn: now.focus.turn + 1 } }))
  }
  const refresh = coalesce(async () => {
    await Promise.all([overview.load(), list.reload(), selection.reload()])
  })
  const parts: VaultParts = { api, store, overview, list, selection, toasts, focus, refresh }
  const edits = editActions(parts)

  async function query(change: Partial<ListQuery>): Promise<void> {
    await list.ask(change)
    // A search shows its best hit at once. Otherwise the chosen entry stays in view.
    if (list.store.getState().query.text === '') await selection.locate()
    else if (store.getState().editing === null) selection.chooseFirstHit()
  }

  async function lock(): Promise<Failure | null> {
    await edits.flush()
    const answer = await api.lockNow()
    return answer.ok ? null : answer
  }

  return {
    ...parts,
    ...edits,
    ...entryActions(parts),
    generator,
    refresh,
    lock,
    undo: toasts.undo,
    open() {
      const stops = [api.onVaultChanged(() => void refresh()), api.onLocking(() => void lock())]
      void refresh()
      return () => {
        for (const stop of stops) stop()
        void edits.leave()
        for (const part of [selection, list, generator]) part.clear()
        overview.clear()
        toasts.clear()
        store.setState({ ...start, editing: null })
      }
    },
    async show(view, tag = null) {
      void edits.leave()
      selection.clear()
      store.setState({ pane: 'list' })
      await query({ ...everything, sort: list.store.getState().query.sort, view, tag })
      focus('list')
    },
    search: (text) => query({ text }),
    startSearch() {
      if (store.getState().editing === null) store.setState({ pane: 'list' })
      focus('search')
    },
    sortBy: (sort) => query({ sort }),
    moveTo(index) {
      void edits.leave()
      selection.moveTo(index)
    },
    enter() {
      if (selection.store.getState().id === null) selection.moveTo(0)
      store.setState({ pane: 'detail' })
      focus('detail')
    },
    async editChosen() {
      const entry = await selection.loaded()
      if (entry?.trashedAt === null) await edits.edit(entry.id)
    },
    back() {
      const editing = store.getState().editing !== null
      void edits.leave()
      const toDetail = editing && selection.store.getState().id !== null
      if (!toDetail) store.setState({ pane: 'list' })
      focus(toDetail ? 'detail' : 'list')
    },
    showDialog: (dialog) => store.setState({ dialog }),
    markRead: (notice) => store.setState(({ read }) => ({ read: new Set([...read, notice]) })),
  }
}
