import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { MailOptions } from 'nodemailer/lib/smtp-transport'
import { parseEmail } from '../../domain/email-address'
import { type Mail, MailFailure, type MailServer } from '../../domain/ports/mail'
import { answered } from './smtp-talk'

/** Controls and line separators end a header (CWE-93). */
const unfitForName = /[\p{Cc}\p{Zl}\p{Zp}]/u
const messageIdPattern = /^<[\w.-]+@[\w.-]+>$/

/**
 * The mail as nodemailer takes it.
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
    // As objects, and without an envelope of our own: nodemailer takes the envelope from these,
    // while a string (an envelope's too) is parsed as a list and may hold a second recipient.
    from: { name, address: sender },
    to: { name: '', address: recipient },
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
      // The same for Exchange, which goes by its own ([MS-OXCMAIL] 2.1.3.2.20). Not `All`: that
      // would keep back the report that a mail could not be delivered.
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      // RFC 3282: for readers that translate or speak mails, before they open one.
      'Content-Language': mail.language,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** Hands a mail over, in a conversation that has logged in. */
export async function deliver(smtp: SMTPConnection, message: MailOptions): Promise<void> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const mail = new MailComposer(message).compile()
  await answered((done) => smtp.send(mail.getEnvelope(), mail.createReadStream(), done))
}
