import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { ExternalLogger } from 'nodemailer/lib/shared'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import { isPrivateAddress } from '../../domain/mail/settings-check'
import { type MailErrorCode, MailFailure, type MailServer } from '../../domain/ports/mail'
import type { AccessTokens } from './oauth-tokens'
import { smtpFailure } from './smtp-failure'
import { type SmtpTimeouts, smtpOptions, type Trust } from './smtp-options'

export interface TalkOptions extends Trust {
  readonly timeouts: SmtpTimeouts
  /** Receives what is said, for `conversation`. Used for nothing else: a server's words aren't logged. */
  readonly logger?: ExternalLogger
  /** Accepts any certificate in order to read it. Never log in with this. */
  readonly acceptAny?: boolean
}

type Endpoint = Pick<MailServer, 'host' | 'port' | 'security' | 'pin'>

/**
 * One conversation: connects, encrypts, checks a pinned certificate, and calls `say`. The connection is
 * closed when it returns.
 *
 * @throws MailFailure
 */
export async function talk<T>(
  server: Endpoint,
  { timeouts, logger, acceptAny = false, ...trust }: TalkOptions,
  say: (smtp: SMTPConnection) => Promise<T>,
): Promise<T> {
  const options = smtpOptions({ ...server, acceptAny }, trust, timeouts)
  const { default: Connection } = await import('nodemailer/lib/smtp-connection')
  const smtp = new Connection({
    ...options,
    ...(logger === undefined ? {} : { logger, transactionLog: true }),
  })
  const signal = AbortSignal.timeout(timeouts.total)
  const ended = new Promise<never>((_, reject) => {
    smtp.on('error', reject)
    // Delayed, so that a pending command gets the server's last reply first.
    smtp.once('end', () => setImmediate(reject, problem('ECONNECTION')))
    signal.addEventListener('abort', () => reject(problem('ETIMEDOUT')), { once: true })
  })
  const said = (async () => {
    await answered((done) => smtp.connect(done))
    if (server.pin !== undefined) requirePinned(socketOf(smtp), server.pin)
    return say(smtp)
  })()
  try {
    return await Promise.race([said, ended])
  } catch (error) {
    throw error instanceof MailFailure ? error : smtpFailure(error)
  } finally {
    smtp.close()
    // The promise that lost the race may still reject.
    said.catch(() => {})
    ended.catch(() => {})
  }
}

/** Turns nodemailer's callbacks into a promise. */
export function answered(ask: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    ask((error) => (error ? reject(error) : resolve()))
  })
}

/** The connection's socket; the TLS socket once it is encrypted. */
export const socketOf = (smtp: SMTPConnection): Socket | null => smtp._socket || null

/** @throws MailFailure MAIL_CERTIFICATE, or MAIL_PIN if the name resolved to a public address */
function requirePinned(socket: Socket | null, pin: string): void {
  if (!isPrivateAddress(socket?.remoteAddress ?? '')) throw new MailFailure('MAIL_PIN', true)
  const shown = socket instanceof TLSSocket ? socket.getPeerCertificate().fingerprint256 : undefined
  if (shown !== pin) throw new MailFailure('MAIL_CERTIFICATE', true)
}

const problem = (code: 'ECONNECTION' | 'ETIMEDOUT') => Object.assign(new Error(code), { code })

/** Logs in if the settings have a user, even if the server doesn't require it. */
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
  // Nodemailer turns any error here into a refused login, even changing the error itself.
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
