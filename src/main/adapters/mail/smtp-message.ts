import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { MailOptions } from 'nodemailer/lib/smtp-transport'
import { parseEmail } from '../../domain/email-address'
import { type Mail, MailFailure, type MailServer } from '../../domain/ports/mail'
import { answered } from './smtp-talk'

/** Control characters and line separators can end a header (CWE-93). */
const unfitForName = /[\p{Cc}\p{Zl}\p{Zp}]/u
const messageIdPattern = /^<[\w.-]+@[\w.-]+>$/

/**
 * The email in nodemailer's form.
 *
 * @throws MailFailure MAIL_SENDER, MAIL_RECIPIENT or MAIL_REJECTED, before anything is sent
 */
export function smtpMessage({ name, address }: MailServer['from'], mail: Mail): MailOptions {
  const sender = parseEmail(address)
  const recipient = parseEmail(mail.to)
  if (sender === null || unfitForName.test(name)) throw new MailFailure('MAIL_SENDER', true)
  if (recipient === null) throw new MailFailure('MAIL_RECIPIENT', false)
  if (!messageIdPattern.test(mail.messageId)) throw new MailFailure('MAIL_REJECTED', false)
  return {
    // As objects, and without our own envelope: nodemailer derives the envelope from these. It parses a
    // string, also in an envelope, as a list, which could contain a second recipient.
    from: { name, address: sender },
    to: { name: '', address: recipient },
    messageId: mail.messageId,
    date: new Date(),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    // Not "format=flowed" or base64: links must survive in mail programs that support neither.
    textEncoding: 'quoted-printable',
    headers: {
      // RFC 3834 5: no out-of-office replies and no loops.
      'Auto-Submitted': 'auto-generated',
      // The same for Exchange, which has its own header ([MS-OXCMAIL] 2.1.3.2.20). Not `All`: that would
      // also suppress reports about undelivered email.
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      // RFC 3282: for mail programs that translate emails or read them aloud.
      'Content-Language': mail.language,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** Sends an email in a conversation that is logged in. */
export async function deliver(smtp: SMTPConnection, message: MailOptions): Promise<void> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const mail = new MailComposer(message).compile()
  await answered((done) => smtp.send(mail.getEnvelope(), mail.createReadStream(), done))
}
