/**
 * Every way an answer can fail, as stable codes. They become sentences in the renderer only
 * (`resources/locales`), so that a code never needs to change when its words do.
 */
export const errorCodes = [
  // The bridge
  'BAD_REQUEST', // an argument the schema refuses
  'FORBIDDEN', // the sender, or the person signed in, may not do this
  'INTERNAL', // a fault of ours; details are in the log
  'STORAGE', // the data folder could not be written: disk full, read-only, pulled out
  'NOT_READY', // the data folder could not be opened, see AppState.problem
  // Accounts
  'NOT_SIGNED_IN',
  'SIGN_IN_FAILED', // wrong password or unknown address, never told apart
  'WRONG_PASSWORD', // the password of the person signed in, asked for again
  'WAIT', // too many tries or requests; carries retryAt
  'EMAIL_INVALID',
  'EMAIL_UNCHANGED',
  'PASSWORD_REFUSED', // carries reason
  'EMAIL_TAKEN', // said only to one who has just proven the mailbox
  // Links
  'LINK_NOT_FOUND', // pasted text that holds no link
  'LINK_INVALID', // every kind of forged, damaged or foreign link, never told apart
  'LINK_EXPIRED',
  'LINK_USED',
  'LINK_SUPERSEDED', // a newer link was sent, or the password or address changed since
  'CLOCK_BACKWARDS', // the computer's clock is behind the last time seen
  // Mail
  'MAIL_NOT_SET_UP',
  'MAIL_HOST_NOT_FOUND',
  'MAIL_REFUSED', // nothing listens at that host and port, or it hung up
  'MAIL_CERTIFICATE',
  'MAIL_NO_STARTTLS', // the server does not offer the encryption that is required
  'MAIL_LOGIN',
  'MAIL_SENDER',
  'MAIL_RECIPIENT',
  'MAIL_TIMEOUT',
  'MAIL_REJECTED', // any other answer of the server's that is final
  'MAIL_INSECURE', // plain text asked for on a host that is not this computer
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** Why a new password was refused, in the order in which the reasons are looked for. */
export const passwordReasons = [
  'too_short',
  'too_long',
  'not_text', // lone surrogates: cannot be encoded as UTF-8
  'own_words',
  'common',
  'repeats',
  'sequence',
  'guessable',
  'unchanged',
] as const

export type PasswordReason = (typeof passwordReasons)[number]
