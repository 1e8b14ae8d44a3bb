import type { ErrorCode } from '@contract/errors'
import type { AccountId, EmailAddress, RequestId } from '../ids'
import type { MailKind } from './mail'

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

/** A mail to be sent. No token, no code: those are made when it is sent. */
export interface OutboxJob {
  readonly id: number
  readonly kind: Exclude<MailKind, 'test'>
  /** Null: whose it is will be looked up when it is sent, so that asking tells nothing. */
  readonly accountId: AccountId | null
  readonly email: EmailAddress
  readonly facts: {
    /** For the text of a notice. */
    readonly byReset?: boolean
    readonly maskedNewEmail?: string
    /** When that was of which it tells, if not when it was asked for. */
    readonly at?: number
    /** Its mailbox has had enough: it is treated as if it were sent, and is not. */
    readonly capped?: boolean
  }
  /** One waiting job a key; a second is dropped. */
  readonly dedupeKey: string
  readonly requestId: RequestId | null
  readonly messageId: string
  readonly createdAt: number
  /** How often its mail was handed to the server, or nearly. */
  readonly attempts: number
  readonly nextAt: number
  /** Why the last of them failed. */
  readonly lastCode: ErrorCode | null
  /** False: someone else put it into the queue, or changed it there. */
  readonly vouched: boolean
}

/** What became of a mail. */
export interface MailLogEntry {
  readonly id: number
  readonly kind: OutboxJob['kind']
  readonly accountId: AccountId | null
  /** As it was asked for. */
  readonly email: EmailAddress
  readonly state: 'sent' | 'failed' | 'cancelled'
  /** Why, of a failed one. */
  readonly code: ErrorCode | null
  readonly askedAt: number
  readonly at: number
  /** For a failed one to go out after all; null: it cannot. */
  readonly again: Pick<OutboxJob, 'facts' | 'dedupeKey'> | null
}
