/** The vault as the renderer sees it. Times are milliseconds since the Unix epoch. */

import type { EntryKind, KindView } from './entry-kinds'
import type { RecoveryReminder } from './safety-models'

/** A line of the list. */
export interface EntrySummary {
  readonly id: string
  readonly kind: EntryKind
  readonly title: string
  /** The user name, or else the host of the first address; empty for a note. */
  readonly subtitle: string
  readonly favourite: boolean
  readonly changedAt: number
  /** Null: never shown or copied. */
  readonly usedAt: number | null
  readonly trashedAt: number | null
}

/** A window of a query's results. */
export interface EntryList {
  readonly total: number
  readonly offset: number
  readonly items: readonly EntrySummary[]
}

export interface VaultOverview {
  /** False while a large vault is still being opened; `list` returns what is there so far. */
  readonly ready: boolean
  readonly counts: Readonly<Record<'all' | 'favourites' | KindView | 'trash', number>>
  /** Sorted by name. */
  readonly tags: readonly { readonly name: string; readonly count: number }[]
  /** Drafts left when the app locked or closed, newest first. `entry` is null for a new entry. */
  readonly drafts: readonly {
    readonly entry: string | null
    readonly kind: EntryKind
    readonly title: string
  }[]
  /** Rows that don't decrypt: changed from outside, or damaged. They are left as they are. */
  readonly damaged: number
  /** How many of these don't decrypt at all, not even the title. */
  readonly unreadable: number
  /** Sealed vaults of the account. */
  readonly sealed: number
  /** Worth a reminder; usually null. */
  readonly recovery: RecoveryReminder | null
  /** The last import, while it can be undone. */
  readonly undo: { readonly at: number; readonly count: number } | null
}

interface EntryCommon {
  readonly id: string
  readonly title: string
  readonly notes: string
  readonly tags: readonly string[]
  readonly favourite: boolean
  readonly createdAt: number
  readonly changedAt: number
  readonly usedAt: number | null
  readonly trashedAt: number | null
}

export interface LoginView extends EntryCommon {
  readonly kind: 'login'
  readonly username: string
  readonly urls: readonly string[]
  readonly hasPassword: boolean
  readonly hasOtp: boolean
  /** When each former password was replaced, newest first. */
  readonly history: readonly { readonly replacedAt: number }[]
}

export interface NoteView extends EntryCommon {
  readonly kind: 'note'
}

/** An entry without its secrets, which are requested one by one. */
export type EntryView = { login: LoginView; note: NoteView }[EntryKind]

interface DraftCommon {
  readonly title: string
  readonly notes: string
  readonly tags: readonly string[]
  readonly favourite: boolean
}

/** The draft of an entry. `password` and `otp` are null if they weren't edited. */
export type EntryDraft = {
  login: DraftCommon & {
    readonly kind: 'login'
    readonly username: string
    readonly urls: readonly string[]
    readonly password: string | null
    readonly otp: string | null
  }
  note: DraftCommon & { readonly kind: 'note' }
}[EntryKind]

export interface Copied {
  /** When the clipboard will be cleared, if it still holds what was copied. */
  readonly clearsAt: number
}

/** RFC 6238. */
export interface OneTimeCode {
  readonly code: string
  /** Seconds. */
  readonly period: number
  readonly validUntil: number
}

export interface Generated {
  readonly text: string
  /** Entropy of the options, not of the text: log2 of the number of equally likely results. */
  readonly bits: number
}
