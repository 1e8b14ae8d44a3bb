import type { ErrorCode } from '@contract/errors'
import type { OutboxKind } from '@contract/mail-models'
import type { AccountId, EmailAddress, RequestId } from '../ids'

export interface OutboxStore {
  /**
   * If a job with the same key is queued, that one counts as requested just now. It becomes a new
   * email if the link of the old one can't be used any more.
   */
  add(job: Omit<OutboxJob, 'id' | 'attempts' | 'requestId' | 'lastCode' | 'vouched'>): void
  /** The one to send next, whether or not it is due. */
  next(): OutboxJob | null
  byDedupeKey(key: string): OutboxJob | null
  byId(id: number): OutboxJob | null
  /** Oldest first. */
  list(limit: number): readonly OutboxJob[]
  count(): number
  /** Those requested before this time, oldest first. */
  askedBefore(at: number, limit: number): readonly OutboxJob[]
  /** Whether a queued job hasn't been tried yet. */
  anyUntried(): boolean
  setRequest(id: number, request: RequestId): void
  /** Every job gets a new link when it is tried next. */
  forgetRequests(): void
  postpone(id: number, attempts: number, nextAt: number, code: ErrorCode): void
  /** Makes jobs due that would wait beyond `latest`; they count as requested no later than now. */
  bringForward(latest: number, now: number): void
  /** Makes every job due, or one. */
  hurry(now: number, id?: number): void
  remove(id: number): void
}

/** What became of the last 200 emails. */
export interface MailLogStore {
  add(entry: Omit<MailLogEntry, 'id'>): void
  /** Newest first. */
  list(): readonly MailLogEntry[]
  byId(id: number): MailLogEntry | null
  remove(id: number): void
  /** In the lines of one account; none of them can be sent again. */
  replaceAddress(account: AccountId, email: EmailAddress, by: string): void
}

/** An email to be sent. It has no token and no code: those are made when it is sent. */
export interface OutboxJob {
  readonly id: number
  readonly kind: OutboxKind
  /** null: the account is looked up when it is sent, so that requesting it reveals nothing. */
  readonly accountId: AccountId | null
  readonly email: EmailAddress
  readonly facts: {
    /** For the text of a notice. */
    readonly byReset?: boolean
    readonly maskedNewEmail?: string
    /** When the event it reports happened, if not at the time of the request. */
    readonly at?: number
    /** Over the mailbox's quota: it is treated as if it were sent, but is not. */
    readonly capped?: boolean
  }
  /** At most one queued job per key; adding another refreshes it. */
  readonly dedupeKey: string
  readonly requestId: RequestId | null
  readonly messageId: string
  readonly createdAt: number
  /** How often the email was handed to the server, or nearly. */
  readonly attempts: number
  readonly nextAt: number
  /** Why the last attempt failed. */
  readonly lastCode: ErrorCode | null
  /** False: another program queued it, or changed it in the queue. */
  readonly vouched: boolean
}

/** What became of an email. */
export interface MailLogEntry {
  readonly id: number
  readonly kind: OutboxJob['kind']
  readonly accountId: AccountId | null
  /** As requested. */
  readonly email: EmailAddress
  readonly state: 'sent' | 'failed' | 'cancelled'
  /** Why it failed, if it did. */
  readonly code: ErrorCode | null
  readonly askedAt: number
  readonly at: number
  /** For sending a failed one after all; null: not possible. */
  readonly again: Pick<OutboxJob, 'facts' | 'dedupeKey'> | null
}
