import type { AppApi } from '@contract/api'
import type { VaultOverview } from '@contract/vault-models'
import type { StoreApi } from 'zustand/vanilla'
import type { Resource } from '../resource'
import type { Editor } from './editor'
import type { ListStore } from './list'
import type { Selection } from './selection'
import type { Toasts } from './toasts'

/** Where the focus is asked to go. */
export type Place = 'search' | 'list' | 'detail' | 'editor'

export interface VaultModel {
  /** Null: entries are read, not edited. */
  readonly editing: Editor | null
  /** Which of the two is seen where there is no room for both. */
  readonly pane: 'list' | 'detail'
  /** Another one each time, so that the same place can be asked for twice. */
  readonly focus: { readonly place: Place; readonly turn: number }
  readonly dialog: 'generator' | 'shortcuts' | null
  /** What was said before the list and has been read: not said again until the next sign-in. */
  readonly read: ReadonlySet<string>
}

/** What the actions share. */
export interface VaultParts {
  readonly api: AppApi
  readonly store: StoreApi<VaultModel>
  readonly overview: Resource<VaultOverview>
  readonly list: ListStore
  readonly selection: Selection
  readonly toasts: Toasts
  focus(place: Place): void
  /** Counts, list and detail anew. */
  refresh(): Promise<void>
}
