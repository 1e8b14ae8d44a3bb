import { type MailErrorCode, MailFailure } from '../../domain/ports/mail'

/** The useful fields of nodemailer's errors. Its messages are left out: they repeat the server's words. */
interface SmtpFacts {
  /** The step that failed, as nodemailer's `errors.ts` names it. */
  readonly code: string
  /** The system or TLS error behind it, if any. */
  readonly system?: string
  readonly command?: string
  /** The server's reply code (RFC 5321 4.2.3). */
  readonly reply?: number
  /** A 5xx reply that the same email would get again. */
  readonly permanent: boolean
}

/** OpenSSL's verification errors and Node's name check ("X509 certificate error codes"). */
const certificateError =
  /^(CERT|CRL|UNABLE_TO|ERROR_IN_(CERT|CRL)|DEPTH_ZERO|SELF_SIGNED|ERR_TLS_CERT)_|^INVALID_(CA|PURPOSE)$|^PATH_LENGTH_EXCEEDED$|^HOSTNAME_MISMATCH$/
/** A failed handshake: the server has no TLS, or only versions older than 1.2. */
const handshakeError = /^(ERR_SSL_|EPROTO$)/

/** RFC 4954 section 6: login needed, too weak, wrong, only with encryption. */
const loginReplies: readonly (number | undefined)[] = [530, 534, 535, 538]
/** RFC 5321 3.8: the server is closing the connection, whatever the command was. */
const closingReply = 421

/**
 * What a failed delivery means. It holds only codes: the server's words may repeat an address or part of
 * the login.
 *
 * A failure is transient if it may pass or be fixed with the email unchanged: the network, the settings,
 * the certificate, the login, the sender's address. It is only final if the server rejected the recipient
 * or the content of an email.
 *
 * @throws the error itself if it isn't from the conversation but a bug of ours
 */
export function smtpFailure(error: unknown): MailFailure {
  const facts = readFacts(error)
  if (facts === null) throw error
  const code = codeOf(facts)
  const aboutMail = code === 'MAIL_RECIPIENT' || code === 'MAIL_REJECTED'
  const saidByUs = facts.reply === undefined
  return new MailFailure(code, !(aboutMail && (facts.permanent || saidByUs)), { cause: facts })
}

function readFacts(error: unknown): SmtpFacts | null {
  if (!(error instanceof Error)) return null
  const { code, originalCode, command, responseCode, permanent } = error as Error &
    Record<string, unknown>
  if (typeof code !== 'string') return null
  return {
    code,
    ...(typeof originalCode === 'string' ? { system: originalCode } : {}),
    ...(typeof command === 'string' ? { command } : {}),
    ...(typeof responseCode === 'number' ? { reply: responseCode } : {}),
    permanent: permanent === true,
  }
}

function codeOf(facts: SmtpFacts): MailErrorCode {
  const { code, command, system = '', reply } = facts
  if (reply === closingReply) return 'MAIL_REFUSED'
  if (code === 'EAUTH' && command === 'AUTH XOAUTH2') return 'MAIL_OAUTH'
  if (code === 'EAUTH' || loginReplies.includes(reply)) return 'MAIL_LOGIN'
  if (code === 'EDNS') return 'MAIL_HOST_NOT_FOUND'
  if (code === 'ETIMEDOUT' || code === 'EABORT' || system === 'ETIMEDOUT') return 'MAIL_TIMEOUT'
  if (certificateError.test(system)) return 'MAIL_CERTIFICATE'
  if (handshakeError.test(system)) return 'MAIL_NO_STARTTLS'
  return codeOfAnswer(facts)
}

function codeOfAnswer({ code, command, reply }: SmtpFacts): MailErrorCode {
  if (command === 'STARTTLS') return 'MAIL_NO_STARTTLS'
  // A server from the time of RFC 821, which has no extensions and so no encryption.
  if (command === 'EHLO' && reply !== undefined) return 'MAIL_NO_STARTTLS'
  if (code === 'EENVELOPE' && command === 'MAIL FROM') return 'MAIL_SENDER'
  if (code === 'EENVELOPE' && command !== 'DATA') return 'MAIL_RECIPIENT'
  // Before an email is offered, a refusal applies to any client, for example a 554 greeting (RFC 5321 3.1).
  return code === 'EENVELOPE' || code === 'EMESSAGE' ? 'MAIL_REJECTED' : 'MAIL_REFUSED'
}
