import type { ErrorCode, PasswordReason } from '@contract/errors'

/** What a use case throws when it must answer with a code. Anything else thrown is a fault. */
export class DomainFailure extends Error {
  override readonly name = 'DomainFailure'
  readonly retryAt: number | undefined
  readonly reason: PasswordReason | undefined

  constructor(
    readonly code: ErrorCode,
    more: { readonly retryAt?: number; readonly reason?: PasswordReason } = {},
  ) {
    super(code)
    this.retryAt = more.retryAt
    this.reason = more.reason
  }
}
