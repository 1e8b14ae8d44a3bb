/**
 * Every way an answer can fail, as stable codes. Only the renderer turns them into sentences
 * (`resources/locales`), so a code doesn't change when its wording does.
 */
export const errorCodes = [
  // The bridge
  'BAD_REQUEST', // an argument the schema refuses
  'FORBIDDEN', // the sender, or the person signed in, isn't allowed to do this
  'INTERNAL', // a fault of ours; details are in the log
  'STORAGE', // the data folder couldn't be written: disk full, read-only or unplugged
  'KEYCHAIN_LOCKED', // this needs the system's keyring, which is locked or doesn't answer
  'NOT_READY', // the data folder couldn't be opened, see AppState.problem
  // Accounts
  'NOT_SIGNED_IN',
  'SIGN_IN_FAILED', // wrong password or unknown address, never told apart
  'WRONG_PASSWORD', // when the person signed in re-enters their password
  'WAIT', // too many attempts or requests; carries retryAt
  'EMAIL_INVALID',
  'EMAIL_UNCHANGED',
  'PASSWORD_REFUSED', // carries reason
  'EMAIL_TAKEN', // only told to someone who has just proven the mailbox
  // Links
  'LINK_NOT_FOUND', // the pasted text contains no link
  'LINK_INVALID', // any forged, damaged or foreign link, never told apart
  'LINK_KEY_LOST', // its key is gone, lost with the keychain or too old; then every short code fails too
  'LINK_EXPIRED',
  'LINK_USED',
  'CODE_WRONG', // wrong, expired, used up, unknown address, no request: never told apart
  'LINK_SUPERSEDED', // a newer link was sent, or the password or address has changed since
  'CLOCK_BACKWARDS', // the clock is behind the last time seen, or behind the creation of a link of ours
  // Vault
  'ENTRY_GONE', // the entry no longer exists
  'ENTRY_DAMAGED', // it doesn't decrypt: changed from outside, or damaged; it is left as it is
  'OTP_INVALID', // a one-time-password secret that can't be read
  'URL_REFUSED', // a web address that the app doesn't open
  // Recovery and unlock methods
  'RECOVERY_FAILED', // signed out: wrong code, unknown address or no code, never told apart
  'RECOVERY_WRONG', // signed in: not this person's code
  'RECOVERY_MISTYPED', // not a code: its check character or length is wrong
  'OUTCOME_CHANGED', // the reset would no longer do to the entries what the person was shown
  'WAY_IN_WRONG', // a password or code that doesn't open this vault, backup or file
  'ACCOUNT_ALTERED', // the account's row was changed by another program
  // Files
  'FILE_UNREADABLE',
  'FILE_UNWRITABLE',
  'PRINT_FAILED', // no printer, or it didn't accept the page
  'FILE_TOO_LARGE',
  'FILE_UNKNOWN', // not a format that we know
  'FILE_ENCRYPTED', // encrypted by another program, and only that program opens it
  'FILE_DAMAGED', // a known format, but malformed; carries row if there is one
  'IMPORT_GONE', // the file that was read is no longer in memory: choose it again
  'NOTHING_TO_UNDO',
  'BACKUP_GONE',
  'BACKUP_DAMAGED',
  // Mail
  'MAIL_NOT_SET_UP',
  'MAIL_HOST_NOT_FOUND',
  'MAIL_REFUSED', // nothing listens at that host and port, or it closed the connection
  'MAIL_CERTIFICATE',
  'MAIL_NO_STARTTLS', // the server doesn't offer the required encryption
  'MAIL_LOGIN',
  'MAIL_OAUTH', // no access token was issued, or the server didn't accept it
  'MAIL_PIN', // a certificate can be pinned only for a server on the local network
  'MAIL_ACCESS_URL', // not an https address
  'MAIL_SENDER',
  'MAIL_RECIPIENT',
  'MAIL_TIMEOUT',
  'MAIL_REJECTED', // any other final answer from the server
  'MAIL_INSECURE', // plain text requested for a host that isn't this computer
  'MAIL_LINK_PAGE', // not an https address without user name, ? and #
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** Why a new password was refused, in the order in which the reasons are checked. */
export const passwordReasons = [
  'too_short',
  'too_long',
  'not_text', // lone surrogates: can't be encoded as UTF-8
  'own_words',
  'common',
  'repeats',
  'sequence',
  'guessable',
  'unchanged',
] as const

export type PasswordReason = (typeof passwordReasons)[number]
