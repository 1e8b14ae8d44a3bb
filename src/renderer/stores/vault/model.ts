import type { AppApi } from '@contract/api'
import type { VaultOverview } from '@contract/vault-models'
import type { StoreApi } from 'zustand/vanilla'
import type { Resource } from '../resource'
import type { Editor } from './editor'
import type { ListStore } from './list'
import type { Selection } from './selection'
import type { Toasts } from './toasts'

/** Where the focus should go. */
export type Place = 'search' | 'list' | 'detail' | 'editor'

export interface VaultModel {
  /** Null while no entry is being edited. */
  readonly editing: Editor | null
  /** Which of the two is shown when there is no room for both. */
  readonly pane: 'list' | 'detail'
  /** `turn` differs each time, so that the same place can be requested twice. */
  readonly focus: { readonly place: Place; readonly turn: number }
  readonly dialog: 'generator' | 'shortcuts' | null
  /** The messages above the list that have been read. They stay hidden until the next sign-in. */
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
  /** Reloads the counts, the list and the chosen entry. */
  refresh(): Promise<void>
}
