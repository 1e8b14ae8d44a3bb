import tls from 'node:tls'
import type { Options } from 'nodemailer/lib/smtp-connection'
import { loopbackAddress } from '../../domain/mail/settings-check'
import { MailFailure, type MailServer } from '../../domain/ports/mail'

export interface Trust {
  /** PEM of an extra certificate authority to trust, for tests. */
  readonly extraCa?: string
}

/** The TLS options of all our connections: 1.2 or newer (RFC 8314 4.1), with a valid certificate. */
export function tlsOptions({ extraCa }: Trust) {
  return {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    ...(extraCa === undefined ? {} : { ca: [...tls.rootCertificates, extraCa] }),
  } as const
}

/** @throws MailFailure MAIL_INSECURE: unencrypted, to another computer */
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
      // `smtp-talk` compares a pinned certificate before logging in.
      ...(acceptAny || pin !== undefined ? { rejectUnauthorized: false } : {}),
    },
    // RFC 5321 4.1.3. The server doesn't need to know the computer's real name.
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
  /** Lookup, connection, greeting and encryption together. */
  readonly connect: number
  /** From the connection to the greeting. */
  readonly greeting: number
  /** Without a byte from the server, at any later time. */
  readonly silence: number
  /** The whole conversation, however slowly bytes arrive. */
  readonly total: number
}

/**
 * For the outbox, where no one is waiting. RFC 5321 4.5.3.2 suggests five minutes for greeting, sender and
 * recipient and ten after the data, because a client that disconnects too early sends twice. A greeting
 * gets less: a minute is enough for servers that delay it against spam (a submission server needs no more),
 * and a dead server must not block the outbox.
 */
export const queueTimeouts: SmtpTimeouts = {
  connect: 90_000,
  greeting: 60_000,
  silence: 5 * 60_000,
  total: 10 * 60_000,
}

/** For the test email, which a person is waiting for. */
export const testMailTimeouts: SmtpTimeouts = {
  connect: 20_000,
  greeting: 15_000,
  silence: 20_000,
  total: 45_000,
}

/**
 * For finding a server. Most of the ports tried refuse at once or never answer, but some servers delay
 * their greeting by 10 seconds against spam and should be found too.
 */
export const probeTimeouts: SmtpTimeouts = {
  connect: 20_000,
  greeting: 15_000,
  silence: 15_000,
  total: 25_000,
}
