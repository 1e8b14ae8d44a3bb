import type { AppApi } from '@contract/api'
import type { Failure } from '@contract/channel'
import type { EntryKind } from '@contract/entry-kinds'
import type { EntryDraft, EntryView } from '@contract/vault-models'
import { createStore, type StoreApi } from 'zustand/vanilla'
import {
  blank,
  type EditorValues,
  fromDraft,
  fromEntry,
  nameless,
  same,
  toInput,
} from './editor-values'

interface EditorModel {
  readonly values: EditorValues
  /** Started from a draft. */
  readonly restored: boolean
  readonly changed: boolean
  readonly saving: boolean
  /** Why it wasn't saved. `nameless` is found here, before main is asked. */
  readonly problem: Failure | 'nameless' | null
  /** The draft couldn't be stored: a lock or a crash would lose the edit. */
  readonly draftFailure: Failure | null
}

type Api = Pick<AppApi, 'vaultSave' | 'vaultSaveDraft' | 'vaultDiscardDraft'>

interface EditorSubject {
  readonly kind: EntryKind
  /** Null for a new entry. */
  readonly entry: EntryView | null
  readonly draft: EntryDraft | null
}

/** One entry being edited. What is typed is kept as a draft until it is saved or discarded. */
export interface Editor {
  readonly store: StoreApi<EditorModel>
  readonly kind: EntryKind
  /** Null for a new entry. */
  readonly id: string | null
  /** Which secrets the entry has in the vault. Their values aren't known here. */
  readonly stored: { readonly password: boolean; readonly otp: boolean }
  set(change: Partial<EditorValues>): void
  /** @returns what was saved, or null; `problem` then says why */
  save(): Promise<EntryView | null>
  /** Goes back to the saved entry and deletes the draft. */
  discard(): Promise<Failure | null>
  /** Stores the draft now, without waiting for a pause. */
  flush(): Promise<void>
  /** Stores the draft and forgets what was typed. */
  close(): Promise<void>
}

/** @param restMs how long typing must pause before the draft is stored */
export function createEditor(api: Api, subject: EditorSubject, restMs = 250): Editor {
  const { kind, entry, draft } = subject
  const id = entry?.id ?? null
  const untouched = entry === null ? blank(kind) : fromEntry(entry)
  const store = createStore<EditorModel>(() => ({
    values: draft === null ? untouched : fromDraft(draft),
    restored: draft !== null,
    changed: draft !== null,
    saving: false,
    problem: null,
    draftFailure: null,
  }))
  let timer: ReturnType<typeof setTimeout> | undefined
  let unwritten = false
  /** Main has a draft. */
  let draftStored = draft !== null
  let closed = false

  function stopTimer(): void {
    clearTimeout(timer)
    timer = undefined
  }

  async function flush(): Promise<void> {
    stopTimer()
    if (!unwritten || closed) return
    unwritten = false
    const { values, changed } = store.getState()
    // Typed and undone again: there is nothing to store.
    if (!changed && !draftStored) return
    const before = draftStored
    draftStored = changed
    const answer = await (changed
      ? api.vaultSaveDraft({ entry: id, input: toInput(values) })
      : api.vaultDiscardDraft({ entry: id, kind }))
    if (closed) return
    store.setState({ draftFailure: answer.ok ? null : answer })
    if (answer.ok) return
    // Retried at the next change, at a lock, and when the editor is closed.
    draftStored = before
    unwritten = true
  }

  function forget(): void {
    stopTimer()
    closed = true
    store.setState({ values: blank(kind), changed: false })
  }

  return {
    store,
    kind,
    id,
    stored: {
      password: entry?.kind === 'login' && entry.hasPassword,
      otp: entry?.kind === 'login' && entry.hasOtp,
    },
    flush,
    set(change) {
      if (closed) return
      const values = { ...store.getState().values, ...change }
      store.setState({ values, changed: !same(values, untouched), problem: null })
      unwritten = true
      stopTimer()
      timer = setTimeout(() => void flush(), restMs)
    },
    async save() {
      const { values, saving } = store.getState()
      if (saving || closed) return null
      if (nameless(values)) {
        store.setState({ problem: 'nameless' })
        return null
      }
      stopTimer()
      store.setState({ saving: true, problem: null })
      const answer = await api.vaultSave({ id, entry: toInput(values) })
      if (!answer.ok) {
        store.setState({ saving: false, problem: answer })
        await flush()
        return null
      }
      forget()
      return answer.value
    },
    async discard() {
      stopTimer()
      unwritten = false
      const answer = await api.vaultDiscardDraft({ entry: id, kind })
      if (!answer.ok) return answer
      draftStored = false
      store.setState({ values: untouched, restored: false, changed: false, problem: null })
      return null
    },
    async close() {
      const written = flush()
      forget()
      await written
    },
  }
}
