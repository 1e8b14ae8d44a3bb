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
  'KEYCHAIN_LOCKED', // what is asked for needs the system's keyring, which is locked or silent
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
  'LINK_KEY_LOST', // it names a key that is gone, with the keychain or of old age; so do all codes
  'LINK_EXPIRED',
  'LINK_USED',
  'CODE_WRONG', // wrong, expired, used up, unknown address, no request: never told apart
  'LINK_SUPERSEDED', // a newer link was sent, or the password or address changed since
  'CLOCK_BACKWARDS', // the computer's clock is behind the last time seen, or a link of ours
  // Vault
  'ENTRY_GONE', // no such entry any more
  'ENTRY_DAMAGED', // it does not open: changed from outside, or damaged; kept as it is
  'OTP_INVALID', // a one-time-password secret that cannot be read
  'URL_REFUSED', // an address that is not opened from here
  // Ways back in
  'RECOVERY_FAILED', // signed out: wrong code, unknown address or no code, never told apart
  'RECOVERY_WRONG', // the code of the person it is asked of
  'RECOVERY_MISTYPED', // not a code: its check character or length is wrong
  'OUTCOME_CHANGED', // what a reset would do to the entries is no longer what was told
  'WAY_IN_WRONG', // a password or code that does not open this vault, backup or file
  'ACCOUNT_ALTERED', // the account's row was changed outside of Latchkey
  // Files
  'FILE_UNREADABLE',
  'FILE_UNWRITABLE',
  'PRINT_FAILED', // no printer, or it did not take the page
  'FILE_TOO_LARGE',
  'FILE_UNKNOWN', // no format that we know
  'FILE_ENCRYPTED', // another program's, and only that program opens it
  'FILE_DAMAGED', // a known format, but malformed; carries row where there is one
  'IMPORT_GONE', // the file that was read is not kept any more: choose it again
  'NOTHING_TO_UNDO',
  'BACKUP_GONE',
  'BACKUP_DAMAGED',
  // Mail
  'MAIL_NOT_SET_UP',
  'MAIL_HOST_NOT_FOUND',
  'MAIL_REFUSED', // nothing listens at that host and port, or it hung up
  'MAIL_CERTIFICATE',
  'MAIL_NO_STARTTLS', // the server does not offer the encryption that is required
  'MAIL_LOGIN',
  'MAIL_OAUTH', // no access token was given, or the server did not take it
  'MAIL_PIN', // a certificate is pinned only for a server in the house
  'MAIL_ACCESS_URL', // not an https address
  'MAIL_SENDER',
  'MAIL_RECIPIENT',
  'MAIL_TIMEOUT',
  'MAIL_REJECTED', // any other answer of the server's that is final
  'MAIL_INSECURE', // plain text asked for on a host that is not this computer
  'MAIL_LINK_PAGE', // not an https address without user name, ? and #
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
