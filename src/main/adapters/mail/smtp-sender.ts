import tls from 'node:tls'
import type { Options as SmtpOptions } from 'nodemailer/lib/smtp-transport'
import { MailFailure, type MailSender, type MailServer } from '../../domain/mail/mail'
import { loopbackAddress } from './loopback'
import { smtpFailure } from './smtp-failure'
import { smtpMessage } from './smtp-message'
import { queueTimeouts, type SmtpTimeouts } from './smtp-timeouts'

/**
 * Hands mails to an SMTP server, one conversation each. Encryption is never optional: STARTTLS or
 * TLS from the start, version 1.2 or newer (RFC 8314 4.1), with a certificate that holds; plain
 * text, and a login in it, only to this computer.
 *
 * @param options.extraCa PEM of an authority to trust besides the usual ones; for tests
 * @param options.timeouts default: the queue's
 */
export function smtpSender(
  options: { readonly extraCa?: string; readonly timeouts?: SmtpTimeouts } = {},
): MailSender {
  const { extraCa, timeouts = queueTimeouts } = options
  return {
    async send(server, mail) {
      const message = smtpMessage(server.from, mail)
      const connection = connectionTo(server, extraCa, timeouts)
      const { createTransport } = await import('nodemailer')
      const transport = createTransport(connection)
      const signal = AbortSignal.timeout(timeouts.total)
      try {
        await transport.sendMail({ ...message, signal })
      } catch (error) {
        throw smtpFailure(error)
      } finally {
        transport.close()
      }
    },
  }
}

/** @throws MailFailure MAIL_INSECURE */
function connectionTo(
  { host, port, security, user, password }: MailServer,
  extraCa: string | undefined,
  timeouts: SmtpTimeouts,
): SmtpOptions {
  const here = security === 'none' ? loopbackAddress(host) : host
  if (here === null) throw new MailFailure('MAIL_INSECURE', true)
  return {
    host: here,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: {
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
      ...(extraCa === undefined ? {} : { ca: [...tls.rootCertificates, extraCa] }),
    },
    // Forced: a server that offers no login must not get the mail of somebody who expects one.
    ...(user === '' ? {} : { auth: { user, pass: password }, forceAuth: true }),
    // RFC 5321 4.1.3. The computer's real name is no business of the server's.
    name: '[127.0.0.1]',
    connectionTimeout: timeouts.connect,
    dnsTimeout: timeouts.connect,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.silence,
    socketCloseTimeout: 1000,
    logger: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
