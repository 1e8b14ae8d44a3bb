import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { MailOptions } from 'nodemailer/lib/smtp-transport'
import { answered } from './smtp-talk'

/** Hands a mail over, in a conversation that has logged in. */
export async function deliver(smtp: SMTPConnection, message: MailOptions): Promise<void> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const mail = new MailComposer(message).compile()
  await answered((done) => smtp.send(mail.getEnvelope(), mail.createReadStream(), done))
}
