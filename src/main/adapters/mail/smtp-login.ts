import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { MailServer } from '../../domain/mail/mail'
import type { AccessTokens } from './oauth-tokens'
import { answered } from './smtp-talk'

/** Logs in as the settings say; always, so that nobody who expects a login goes without. */
export async function logIn(
  smtp: SMTPConnection,
  { user, password, oauth }: MailServer,
  tokens: AccessTokens,
  signal: AbortSignal,
): Promise<void> {
  if (user === '') return
  if (oauth === undefined) {
    const auth = {
      type: 'LOGIN',
      user,
      credentials: { user, pass: password },
      method: false,
    } as const
    return answered((done) => smtp.login(auth, done))
  }
  const { default: XOAuth2 } = await import('nodemailer/lib/xoauth2')
  const oauth2 = new XOAuth2({
    user,
    provisionCallback(_user, renew, callback) {
      tokens.get(user, oauth, { renew, signal }).then(
        ({ accessToken, expires }) => callback(null, accessToken, expires),
        (error: Error) => callback(error, '', 0),
      )
    },
  })
  const auth = { type: 'OAUTH2', user, oauth2, method: 'XOAUTH2' }
  try {
    await answered((done) => smtp.login(auth, done))
  } catch (error) {
    tokens.forget(user, oauth)
    throw error
  }
}
