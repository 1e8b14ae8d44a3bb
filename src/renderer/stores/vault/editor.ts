import type { AppApi } from '@contract/api'
import type { Failure } from '@contract/channel'
import type { EntryDraft, EntryKind, EntryView } from '@contract/vault-models'
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
  /** Began with an edit that was left before. */
  readonly restored: boolean
  readonly changed: boolean
  readonly saving: boolean
  /** Why it was not saved: `nameless` is our own, before main was asked. */
  readonly problem: Failure | 'nameless' | null
  /** The edit itself could not be kept safe against a lock or a crash. */
  readonly draftFailure: Failure | null
}

type Api = Pick<AppApi, 'vaultSave' | 'vaultSaveDraft' | 'vaultDiscardDraft'>

interface EditorSubject {
  readonly kind: EntryKind
  /** Null: a new one. */
  readonly entry: EntryView | null
  readonly draft: EntryDraft | null
}

/** One entry being edited. What is typed is kept as a draft until it is saved or discarded. */
export interface Editor {
  readonly store: StoreApi<EditorModel>
  readonly kind: EntryKind
  /** Null: a new one. */
  readonly id: string | null
  /** Which secrets the entry has in the vault: they are not known here. */
  readonly stored: { readonly password: boolean; readonly otp: boolean }
  set(change: Partial<EditorValues>): void
  /** @returns what was saved, or null and `problem` says why not. */
  save(): Promise<EntryView | null>
  /** Back to how it was, and the draft goes. */
  discard(): Promise<Failure | null>
  /** Writes what is typed now, without waiting for a rest. */
  flush(): Promise<void>
  /** Keeps the draft and forgets what was typed. */
  close(): Promise<void>
}

/** @param restMs how long typing rests before the draft is written */
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
  /** There is a draft in main. */
  let stored = draft !== null
  let closed = false

  function rest(): void {
    clearTimeout(timer)
    timer = undefined
  }

  async function flush(): Promise<void> {
    rest()
    if (!unwritten || closed) return
    unwritten = false
    const { values, changed } = store.getState()
    // Typed and taken back again: nothing is being edited.
    if (!changed && !stored) return
    const before = stored
    stored = changed
    const answer = await (changed
      ? api.vaultSaveDraft({ entry: id, input: toInput(values) })
      : api.vaultDiscardDraft({ entry: id, kind }))
    if (closed) return
    store.setState({ draftFailure: answer.ok ? null : answer })
    if (answer.ok) return
    // Tried again with the next letter, at a lock, and when the editor is left.
    stored = before
    unwritten = true
  }

  function forget(): void {
    rest()
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
      rest()
      timer = setTimeout(() => void flush(), restMs)
    },
    async save() {
      const { values, saving } = store.getState()
      if (saving || closed) return null
      if (nameless(values)) {
        store.setState({ problem: 'nameless' })
        return null
      }
      rest()
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
      rest()
      unwritten = false
      const answer = await api.vaultDiscardDraft({ entry: id, kind })
      if (!answer.ok) return answer
      stored = false
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
