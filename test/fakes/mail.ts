import type { Mail, MailContent, MailSender, MailWriter } from '../../src/main/domain/mail/mail.ts'

/** Keeps what is written as JSON, so that tests read a mail's content back. */
export const jsonWriter: MailWriter = {
  write: (content) =>
    Promise.resolve({ subject: content.kind, text: JSON.stringify(content), html: '' }),
}

export interface FakeSender extends MailSender {
  readonly sent: {
    readonly to: string
    readonly messageId: string
    readonly content: MailContent
  }[]
  /** Thrown by the next sends while set. */
  failure: Error | null
  /** Runs while a mail is on its way, before the server's answer. */
  meanwhile: () => void
}

export function fakeSender(): FakeSender {
  const sender: FakeSender = {
    sent: [],
    failure: null,
    meanwhile: () => {},
    send(_server, mail: Mail) {
      sender.meanwhile()
      if (sender.failure) return Promise.reject(sender.failure)
      const content = JSON.parse(mail.text) as MailContent
      sender.sent.push({ to: mail.to, messageId: mail.messageId, content })
      return Promise.resolve()
    },
  }
  return sender
}
