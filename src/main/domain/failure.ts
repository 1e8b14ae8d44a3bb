import type { ErrorCode, PasswordReason } from '@contract/errors'
import type { ResetOutcome } from '@contract/models'

/** Thrown by a use case that must answer with a code. Anything else thrown is a bug. */
export class DomainFailure extends Error {
  override readonly name = 'DomainFailure'
  readonly retryAt: number | undefined
  readonly reason: PasswordReason | undefined
  readonly row: number | undefined
  readonly outcome: ResetOutcome | undefined

  constructor(
    readonly code: ErrorCode,
    more: {
      readonly retryAt?: number
      readonly reason?: PasswordReason
      readonly row?: number
      readonly outcome?: ResetOutcome
    } = {},
  ) {
    super(code)
    this.retryAt = more.retryAt
    this.reason = more.reason
    this.row = more.row
    this.outcome = more.outcome
  }
}
