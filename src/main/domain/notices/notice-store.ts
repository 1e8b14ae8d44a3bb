import type { AccountId } from '../ids'
import type { Activity } from '../model'

/** How far a person has been told; ids of the activity list. */
export interface NoticeMark {
  /** Up to here all was shown and put away. */
  readonly seen: number
  /** Tries up to here are not worth a word: they happened while the person was there. */
  readonly quiet: number
}

export type NoticeRow = Pick<Activity, 'id' | 'kind' | 'at'>

export interface NoticeStore {
  /** Zeros for a new account. */
  mark(account: AccountId): NoticeMark
  setMark(account: AccountId, mark: NoticeMark): void
  /** The newest line of the account's own activity; 0: none. */
  newest(account: AccountId): number
  /** Its own lines after one and up to another, oldest first. */
  between(account: AccountId, after: number, until: number): readonly NoticeRow[]
}
