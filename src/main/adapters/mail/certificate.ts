import { checkServerIdentity, type DetailedPeerCertificate, TLSSocket } from 'node:tls'
import type { CertificateProblem, CertificateView, MailEndpoint } from '@contract/mail-models'
import { isInHouse, isPrivateAddress } from '../../domain/mail/settings-check'
import { socketOf, type TalkOptions, talk } from './smtp-talk'

const maxNames = 8
const maxText = 80

/**
 * Reads the certificate a server presents, valid or not. Sends no email and doesn't log in.
 *
 * @param server.pin the certificate it should have presented
 * @returns null if none could be read
 */
export async function readCertificate(
  server: MailEndpoint & { readonly pin?: string },
  options: TalkOptions,
): Promise<CertificateView | null> {
  const { host, port, security, pin } = server
  try {
    return await talk({ host, port, security }, { ...options, acceptAny: true }, (smtp) => {
      const socket = socketOf(smtp)
      return Promise.resolve(socket instanceof TLSSocket ? view(socket, host, pin) : null)
    })
  } catch {
    // The failed check already gave an error code; without the certificate, that code has to explain it.
    return null
  }
}

function view(socket: TLSSocket, host: string, pin: string | undefined): CertificateView | null {
  const certificate = socket.getPeerCertificate(true)
  if (certificate.fingerprint256 === undefined) return null
  return {
    problems: problemsOf(certificate, host, String(socket.authorizationError ?? ''), pin),
    issuer: words(certificate.issuer?.O ?? certificate.issuer?.CN),
    names: namesOf(certificate),
    validFrom: Date.parse(certificate.valid_from),
    validTo: Date.parse(certificate.valid_to),
    fingerprint: certificate.fingerprint256,
    pinnable: isInHouse(host) && isPrivateAddress(socket.remoteAddress ?? ''),
  }
}

/** OpenSSL reports only the first problem it finds; a person wants to know all of them. */
function problemsOf(
  certificate: DetailedPeerCertificate,
  host: string,
  authorization: string,
  pin: string | undefined,
): readonly CertificateProblem[] {
  const now = Date.now()
  const found: CertificateProblem[] = []
  if (pin !== undefined && pin !== certificate.fingerprint256) found.push('changed')
  if (Date.parse(certificate.valid_to) < now) found.push('expired')
  if (Date.parse(certificate.valid_from) > now) found.push('not-yet')
  if (checkServerIdentity(host, certificate) !== undefined) found.push('other-name')
  const own = certificate.issuerCertificate?.fingerprint256 === certificate.fingerprint256
  const unknown = /SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)/.test(authorization)
  if (unknown) found.push(own ? 'self-signed' : 'unknown-issuer')
  return found.length > 0 ? found : ['other']
}

function namesOf({ subjectaltname, subject }: DetailedPeerCertificate): readonly string[] {
  const names = (subjectaltname ?? '')
    .split(', ')
    .map((name) => name.replace(/^(DNS|IP Address):/, ''))
    .filter((name) => name !== '')
  const all = names.length > 0 ? names : [words(subject?.CN)].filter((name) => name !== '')
  return all.slice(0, maxNames).map(words)
}

/** The text in a certificate can come from anyone. */
function words(text: string | readonly string[] | undefined): string {
  const first = typeof text === 'string' ? text : (text?.[0] ?? '')
  return first
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, maxText)
}
