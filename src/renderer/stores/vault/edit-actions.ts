import type { EntryInput } from '@contract/channels'
import type { EntryKind } from '@contract/entry-kinds'
import type { EntryDraft, EntryView } from '@contract/vault-models'
import { createLatest } from '../latest'
import { createEditor } from './editor'
import { fromDraft, toInput } from './editor-values'
import type { VaultParts } from './model'

export interface EditActions {
  /** Opens the editor on an entry, with its draft if there is one. */
  edit(id: string): Promise<void>
  /** Opens the editor on a new entry, or on the draft of one. */
  create(kind: EntryKind): Promise<void>
  save(): Promise<void>
  /** Discards what was typed and closes the editor. Can be undone. */
  discardEdit(): Promise<void>
  /** Discards a draft that isn't open; `entry` is null for a new entry. Can be undone. */
  discardDraft(of: { readonly entry: string | null; readonly kind: EntryKind }): Promise<void>
  /** Stores what is typed now: the app may lock or quit. */
  flush(): Promise<void>
  /** Closes the editor and keeps the draft. */
  leave(): Promise<void>
}

export function editActions(parts: VaultParts): EditActions {
  const { api, store, overview, selection, toasts, focus, refresh } = parts
  const latest = createLatest()

  async function begin(kind: EntryKind, entry: EntryView | null): Promise<void> {
    await leave()
    const isLatest = latest.begin()
    const answer = await api.vaultDraft({ entry: entry?.id ?? null, kind })
    if (!isLatest()) return
    const draft: EntryDraft | null = answer.ok ? answer.value : null
    const editing = createEditor(api, { kind: draft?.kind ?? kind, entry, draft })
    store.setState({ editing, pane: 'detail' })
    focus('editor')
  }

  async function leave(): Promise<void> {
    latest.cancel()
    const { editing } = store.getState()
    if (editing === null) return
    store.setState({ editing: null })
    await editing.close()
    await overview.load()
  }

  function offerUndo(entry: string | null, input: EntryInput): void {
    toasts.show({ kind: 'discarded' }, async () => {
      const answer = await api.vaultSaveDraft({ entry, input })
      if (answer.ok) await overview.load()
      else toasts.show({ kind: 'failed', failure: answer })
    })
  }

  return {
    leave,
    async edit(id) {
      const shown = selection.store.getState().entry
      if (shown?.id === id) return begin(shown.kind, shown)
      await selection.choose(id)
      const { entry, failure } = selection.store.getState()
      if (entry?.id === id) await begin(entry.kind, entry)
      else if (failure !== null) toasts.show({ kind: 'failed', failure })
    },
    create: (kind) => begin(kind, null),
    async save() {
      const { editing } = store.getState()
      if (editing === null) return
      const saved = await editing.save()
      if (saved === null || store.getState().editing !== editing) return
      selection.put(saved)
      store.setState({ editing: null })
      toasts.show({ kind: 'saved' })
      focus('detail')
      await refresh()
      await selection.locate()
    },
    async discardEdit() {
      const { editing } = store.getState()
      if (editing === null) return
      const { values, changed } = editing.store.getState()
      const failure = await editing.discard()
      if (failure !== null) return toasts.show({ kind: 'failed', failure })
      if (changed) offerUndo(editing.id, toInput(values))
      store.setState((now) => ({ editing: null, pane: editing.id === null ? 'list' : now.pane }))
      focus(editing.id === null ? 'list' : 'detail')
      await overview.load()
    },
    async discardDraft({ entry, kind }) {
      const draft = await api.vaultDraft({ entry, kind })
      const answer = draft.ok ? await api.vaultDiscardDraft({ entry, kind }) : draft
      if (!answer.ok) return toasts.show({ kind: 'failed', failure: answer })
      if (draft.ok && draft.value) offerUndo(entry, toInput(fromDraft(draft.value)))
      await overview.load()
    },
    async flush() {
      await store.getState().editing?.flush()
    },
  }
}
