import type { MailOptions } from 'nodemailer/lib/mailer'
import { type Mail, MailFailure, type MailServer } from '../../domain/mail/mail'

/** Controls and line separators end a line or a command (CWE-93); <> end an envelope's path. */
const unfitForAddress = /[\p{Cc}\p{Zl}\p{Zp}<>]/u
const unfitForName = /[\p{Cc}\p{Zl}\p{Zp}]/u
const messageIdPattern = /^<[^\s<>@]+@[^\s<>@]+>$/

/**
 * The mail as nodemailer takes it. Addresses go as objects, so that nothing in them is parsed into
 * a second recipient.
 *
 * @throws MailFailure MAIL_SENDER, MAIL_RECIPIENT or MAIL_REJECTED, before anything is sent
 */
export function smtpMessage(from: MailServer['from'], mail: Mail): MailOptions {
  if (!isAddress(from.address) || unfitForName.test(from.name)) refuse('MAIL_SENDER')
  if (!isAddress(mail.to)) refuse('MAIL_RECIPIENT')
  if (!messageIdPattern.test(mail.messageId)) refuse('MAIL_REJECTED')
  return {
    from: { name: from.name, address: from.address },
    to: { name: '', address: mail.to },
    envelope: { from: from.address, to: [mail.to] },
    messageId: mail.messageId,
    date: new Date(),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    // Not "format=flowed" or base64: a link must survive readers that know neither.
    textEncoding: 'quoted-printable',
    headers: {
      // RFC 3834 5: no out-of-office replies and no loops.
      'Auto-Submitted': 'auto-generated',
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

function isAddress(text: string): boolean {
  const at = text.lastIndexOf('@')
  return at > 0 && at < text.length - 1 && !unfitForAddress.test(text)
}

function refuse(code: 'MAIL_SENDER' | 'MAIL_RECIPIENT' | 'MAIL_REJECTED'): never {
  throw new MailFailure(code, false)
}
