import tls from 'node:tls'
import type { Options } from 'nodemailer/lib/smtp-connection'
import { loopbackAddress } from '../../domain/mail/settings-check'
import { MailFailure, type MailServer } from '../../domain/ports/mail'

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

/** How long a mail server may take, in milliseconds. */
export interface SmtpTimeouts {
  /** Name, connection, greeting and encryption together. */
  readonly connect: number
  /** Until the greeting, once connected. */
  readonly greeting: number
  /** Without a byte from the server, at any later time. */
  readonly silence: number
  /** The whole conversation, however slowly it drips. */
  readonly total: number
}

/**
 * For the queue, where nobody waits. RFC 5321 4.5.3.2 asks a client for patience: five minutes for
 * greeting, sender and recipient, ten after the data, as a client that hangs up too early sends
 * twice. A greeting gets less: a minute covers servers that delay it against spam (a submission
 * server needs no more), and a dead one must not hold up the queue.
 */
export const queueTimeouts: SmtpTimeouts = {
  connect: 90_000,
  greeting: 60_000,
  silence: 5 * 60_000,
  total: 10 * 60_000,
}

/** For the test mail, which a person waits for. */
export const testMailTimeouts: SmtpTimeouts = {
  connect: 20_000,
  greeting: 15_000,
  silence: 20_000,
  total: 45_000,
}

/**
 * For looking for a server. Most doors that are tried lead nowhere, and say so at once or not at
 * all; but some servers delay their greeting by 10 seconds against spam, and are to be found.
 */
export const probeTimeouts: SmtpTimeouts = {
  connect: 20_000,
  greeting: 15_000,
  silence: 15_000,
  total: 25_000,
}
