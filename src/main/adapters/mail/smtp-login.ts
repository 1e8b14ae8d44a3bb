import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import { type MailErrorCode, MailFailure, type MailServer } from '../../domain/ports/mail'
import type { AccessTokens } from './oauth-tokens'
import { answered } from './smtp-talk'

/** Logs in as the settings say; always, so that nobody who expects a login goes without. */
export async function logIn(
  smtp: SMTPConnection,
  { user, password, oauth }: MailServer,
  tokens: AccessTokens,
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
  // Nodemailer makes a refused login of whatever goes wrong here, in the error itself.
  let unreached: MailErrorCode | null = null
  const oauth2 = new XOAuth2({
    user,
    provisionCallback(_user, renew, callback) {
      tokens.get(user, oauth, { renew }).then(
        ({ accessToken, expires }) => callback(null, accessToken, expires),
        (error: Error) => {
          if (error instanceof MailFailure) unreached = error.code
          callback(error, '', 0)
        },
      )
    },
  })
  const auth = { type: 'OAUTH2', user, oauth2, method: 'XOAUTH2' }
  try {
    await answered((done) => smtp.login(auth, done))
  } catch (error) {
    if (unreached !== null) throw new MailFailure(unreached, true)
    tokens.forget(user, oauth)
    throw error
  }
}
