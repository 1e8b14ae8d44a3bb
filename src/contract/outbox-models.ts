import type { ErrorCode } from './errors'

/** Mails that go through the queue. */
export const outboxKinds = [
  'confirm',
  'change-email',
  'reset',
  'already-registered',
  'password-changed',
  'email-changed',
  'codes-guessed',
  'password-guessed',
] as const
export type OutboxKind = (typeof outboxKinds)[number]

/** A mail that waits. For the owner only. Times are milliseconds since the Unix epoch. */
export interface WaitingMail {
  readonly id: number
  readonly kind: OutboxKind
  /** Masked, unless it is the owner's own. */
  readonly email: string
  readonly since: number
  readonly tries: number
  /** Null: it is being handed over just now. */
  readonly nextTryAt: number | null
  /** Why it still waits; null: nothing is wrong yet. */
  readonly problem: ErrorCode | null
}

/** What became of a mail. */
export interface DoneMail {
  readonly id: number
  readonly kind: OutboxKind
  readonly email: string
  readonly state: 'sent' | 'failed' | 'cancelled'
  readonly at: number
  /** Why, of a failed one. */
  readonly problem: ErrorCode | null
  /** It was given up, and may go out after all. */
  readonly again: boolean
}

export interface OutboxView {
  /** Oldest first; the first 200. */
  readonly waiting: readonly WaitingMail[]
  /** Wait besides those. */
  readonly more: number
  /** Newest first; the last 200. */
  readonly done: readonly DoneMail[]
  /** Whether the mail server could be reached at the last try; null: not tried since the start. */
  readonly reaches: boolean | null
}
