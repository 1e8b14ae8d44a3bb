import type { ErrorCode, PasswordReason } from './errors'
import type { ResetOutcome } from './models'

export interface Failure {
  readonly ok: false
  readonly code: ErrorCode
  /** With `WAIT`: when the next try is possible, milliseconds since the Unix epoch. */
  readonly retryAt?: number
  /** With `PASSWORD_REFUSED`. */
  readonly reason?: PasswordReason
  /** With `FILE_DAMAGED`: counted as in a spreadsheet. */
  readonly row?: number
  /** With `OUTCOME_CHANGED`: what the reset would do to the entries now. */
  readonly outcome?: ResetOutcome
}

export interface Success<T> {
  readonly ok: true
  readonly value: T
}

/** What every call over the bridge answers with. It never throws. */
export type Result<T> = Success<T> | Failure
