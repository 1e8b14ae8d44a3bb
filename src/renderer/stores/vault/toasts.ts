import type { Failure } from '@contract/channel'
import type { CopyField } from '@contract/channels'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** What has just happened. The screen words it. */
export type ToastEvent =
  | { readonly kind: 'copied'; readonly what: CopyField['kind']; readonly clearsAt: number }
  | { readonly kind: 'trashed' | 'discarded' }
  | { readonly kind: 'saved' | 'restored' | 'deleted' | 'emptied' }
  | { readonly kind: 'import-undone'; readonly removed: number; readonly kept: number }
  | { readonly kind: 'failed'; readonly failure: Failure }

export interface Toast {
  /** Different each time, so that the same event twice is shown twice. */
  readonly turn: number
  readonly what: ToastEvent
  readonly undoable: boolean
}

export interface Toasts {
  readonly store: StoreApi<{ readonly toast: Toast | null }>
  /** @param undo undoes it; available until something else can be undone */
  show(what: ToastEvent, undo?: () => Promise<unknown>): void
  /** Undoes the last event that can be undone, once, even if its toast is gone. */
  undo(): Promise<void>
  /** Hides the toast, unless a newer one has replaced it. */
  dismiss(turn: number): void
  clear(): void
}

/** One at a time: the newest. */
export function createToasts(): Toasts {
  const store = createStore<{ readonly toast: Toast | null }>(() => ({ toast: null }))
  let turn = 0
  let lastUndo: (() => Promise<unknown>) | null = null
  return {
    store,
    show(what, undo) {
      turn += 1
      lastUndo = undo ?? lastUndo
      store.setState({ toast: { turn, what, undoable: undo !== undefined } })
    },
    async undo() {
      const undo = lastUndo
      lastUndo = null
      store.setState({ toast: null })
      await undo?.()
    },
    dismiss(only) {
      if (only === store.getState().toast?.turn) store.setState({ toast: null })
    },
    clear() {
      lastUndo = null
      store.setState({ toast: null })
    },
  }
}
