import tls from 'node:tls'
import type { Options } from 'nodemailer/lib/smtp-connection'
import { MailFailure, type MailServer } from '../../domain/ports/mail'
import { loopbackAddress } from './loopback'
import type { SmtpTimeouts } from './smtp-timeouts'

export interface Trust {
  /** PEM of an authority to trust besides the usual ones; for tests. */
  readonly extraCa?: string
}

/** TLS as all of our connections have it: 1.2 or newer (RFC 8314 4.1), with a good certificate. */
export function tlsOptions({ extraCa }: Trust) {
  return {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    ...(extraCa === undefined ? {} : { ca: [...tls.rootCertificates, extraCa] }),
  } as const
}

/** @throws MailFailure MAIL_INSECURE */
export function smtpOptions(
  {
    host,
    port,
    security,
    pin,
    acceptAny,
  }: Pick<MailServer, 'host' | 'port' | 'security' | 'pin'> & { readonly acceptAny: boolean },
  trust: Trust,
  timeouts: SmtpTimeouts,
): Options & Record<string, unknown> {
  const here = security === 'none' ? loopbackAddress(host) : host
  if (here === null) throw new MailFailure('MAIL_INSECURE', true)
  return {
    host: here,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: {
      ...tlsOptions(trust),
      // A pinned one is compared by `smtp-talk`, before anything but a greeting is said.
      ...(acceptAny || pin !== undefined ? { rejectUnauthorized: false } : {}),
    },
    // RFC 5321 4.1.3. The computer's real name is no business of the server's.
    name: '[127.0.0.1]',
    connectionTimeout: timeouts.connect,
    dnsTimeout: timeouts.connect,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.silence,
    socketCloseTimeout: 1000,
    logger: false,
  }
}
