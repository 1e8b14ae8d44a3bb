/** The vault as the renderer sees it. Times are milliseconds since the Unix epoch. */

import type { RecoveryReminder } from './safety-models'

export type EntryKind = 'login' | 'note'

/** A line of the list. */
export interface EntrySummary {
  readonly id: string
  readonly kind: EntryKind
  readonly title: string
  /** The user name, else the first address's host; empty for a note. */
  readonly subtitle: string
  readonly favourite: boolean
  readonly changedAt: number
  /** Null: never shown or copied. */
  readonly usedAt: number | null
  readonly trashedAt: number | null
}

/** A window of what a query finds. */
export interface EntryList {
  readonly total: number
  readonly offset: number
  readonly items: readonly EntrySummary[]
}

export interface VaultOverview {
  /** False while a large vault is still being opened: `list` gives what is there. */
  readonly ready: boolean
  readonly counts: {
    readonly all: number
    readonly favourites: number
    readonly logins: number
    readonly notes: number
    readonly trash: number
  }
  /** By name. */
  readonly tags: readonly { readonly name: string; readonly count: number }[]
  /** Entries being edited when the app locked or ended, newest first. Null: a new one. */
  readonly drafts: readonly {
    readonly entry: string | null
    readonly kind: EntryKind
    readonly title: string
  }[]
  /** Rows that do not open: changed from outside, or damaged. They are kept as they are. */
  readonly damaged: number
  /** Of these, the ones of which nothing opens, not even the title. */
  readonly unreadable: number
  /** Vaults of before that a reset left sealed. */
  readonly sealed: number
  /** Worth a gentle word; null, mostly. */
  readonly recovery: RecoveryReminder | null
  /** The last import, while it can be taken back. */
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
  /** When each password of before was replaced, newest first. */
  readonly history: readonly { readonly replacedAt: number }[]
}

export interface NoteView extends EntryCommon {
  readonly kind: 'note'
}

/** An entry without its secrets: those are asked for one by one. */
export type EntryView = LoginView | NoteView

/** An unsaved edit as it was left. `password` and `otp` are null where they were not touched. */
export type EntryDraft =
  | {
      readonly kind: 'login'
      readonly title: string
      readonly notes: string
      readonly tags: readonly string[]
      readonly favourite: boolean
      readonly username: string
      readonly urls: readonly string[]
      readonly password: string | null
      readonly otp: string | null
    }
  | {
      readonly kind: 'note'
      readonly title: string
      readonly notes: string
      readonly tags: readonly string[]
      readonly favourite: boolean
    }

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
  /** Of the choice that was made, not of the text: log2 of the number of equally likely results. */
  readonly bits: number
}
