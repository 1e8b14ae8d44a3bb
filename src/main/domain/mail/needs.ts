import type { ErrorCode } from '@contract/errors'
import type { MailNeeds } from '@contract/mail-models'

/** The server answers, and does not take what it is told: no network brings that right. */
const aboutSettings: readonly ErrorCode[] = [
  'MAIL_LOGIN',
  'MAIL_OAUTH',
  'MAIL_CERTIFICATE',
  'MAIL_NO_STARTTLS',
]

/** @param trouble why mail that is set up does not reach its server (`MailHealth.trouble`) */
export function mailNeeds(trouble: ErrorCode | null): MailNeeds | null {
  if (trouble === null) return null
  // Of a server that is set up, only what it takes to log in can be missing.
  if (trouble === 'MAIL_NOT_SET_UP') return 'password'
  if (trouble === 'KEYCHAIN_LOCKED') return 'keyring'
  return aboutSettings.includes(trouble) ? 'settings' : 'server'
}
