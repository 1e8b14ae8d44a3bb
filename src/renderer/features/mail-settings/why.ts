import type { MailErrorCode } from '@contract/mail-models'
import type texts from '@locales/en/mail-settings.json'

type Listed = Exclude<keyof (typeof texts)['why'], 'other'>

const listed: readonly (MailErrorCode | null)[] = [
  'MAIL_HOST_NOT_FOUND',
  'MAIL_REFUSED',
  'MAIL_TIMEOUT',
  'MAIL_CERTIFICATE',
  'MAIL_NO_STARTTLS',
] satisfies readonly Listed[]

/** What can go wrong while a server is looked for, in a word or two; all else is seldom. */
export const isListed = (code: MailErrorCode | null): code is Listed => listed.includes(code)
