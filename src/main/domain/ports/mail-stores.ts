/** Mails that wait, and what became of others. */

import type { ErrorCode } from '@contract/errors'
import type { AccountId, EmailAddress, RequestId } from '../ids'
import type { MailLogEntry, OutboxJob } from '../model'

export interface OutboxStore {
  /**
   * When a job with the same key waits, that one counts as asked for just now, and is a new mail
   * where the link of the old one cannot be used any more.
   */
  add(job: Omit<OutboxJob, 'id' | 'attempts' | 'requestId' | 'lastCode' | 'vouched'>): void
  /** The one to be sent next, whether or not it is due. */
  next(): OutboxJob | null
  byDedupeKey(key: string): OutboxJob | null
  byId(id: number): OutboxJob | null
  /** Oldest first. */
  list(limit: number): readonly OutboxJob[]
  count(): number
  /** Those that were asked for before this, oldest first. */
  askedBefore(at: number, limit: number): readonly OutboxJob[]
  /** One waits that was not tried yet. */
  anyUntried(): boolean
  setRequest(id: number, request: RequestId): void
  /** Every job gets a new link when it is tried next. */
  forgetRequests(): void
  postpone(id: number, attempts: number, nextAt: number, code: ErrorCode): void
  /** Makes those due that were to wait beyond `latest`; they count as asked for now at the latest. */
  bringForward(latest: number, now: number): void
  /** Makes every job due, or one. */
  hurry(now: number, id?: number): void
  remove(id: number): void
}

/** What became of the last 200 mails. */
export interface MailLogStore {
  add(entry: Omit<MailLogEntry, 'id'>): void
  /** Newest first. */
  list(): readonly MailLogEntry[]
  byId(id: number): MailLogEntry | null
  remove(id: number): void
  /** In the lines of one account; none of them can be sent again. */
  replaceAddress(account: AccountId, email: EmailAddress, by: string): void
}
