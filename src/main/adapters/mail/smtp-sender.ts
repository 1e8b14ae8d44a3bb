import type { MailSender } from '../../domain/ports/mail'
import { type AccessTokens, accessTokens } from './oauth-tokens'
import { deliver } from './smtp-deliver'
import { logIn } from './smtp-login'
import { smtpMessage } from './smtp-message'
import { talk } from './smtp-talk'
import { queueTimeouts, type SmtpTimeouts } from './smtp-timeouts'

/**
 * Hands mails to an SMTP server, one conversation each. Encryption is never optional: STARTTLS or
 * TLS from the start, version 1.2 or newer (RFC 8314 4.1), with a certificate that holds or is the
 * pinned one; plain text, and a login in it, only to this computer.
 *
 * @param options.extraCa PEM of an authority to trust besides the usual ones; for tests
 * @param options.timeouts default: the queue's
 */
export function smtpSender(
  options: {
    readonly extraCa?: string
    readonly timeouts?: SmtpTimeouts
    readonly tokens?: AccessTokens
  } = {},
): MailSender {
  const { tokens = accessTokens(options), ...trust } = options
  const talking = { timeouts: queueTimeouts, ...trust }
  return {
    async send(server, mail) {
      const message = smtpMessage(server.from, mail)
      await talk(server, talking, async (smtp) => {
        await logIn(smtp, server, tokens)
        await deliver(smtp, message)
      })
    },
    check: (server) => talk(server, talking, (smtp) => logIn(smtp, server, tokens)),
  }
}
