import type { MailSender, MailTrial } from '../../domain/ports/mail'
import type { OutgoingOptions } from './smtp'

/**
 * Sender and trial share their access tokens. They need Node's TLS and HTTPS, which take longer to load
 * than everything else at the start, so they are loaded when a server is first contacted.
 */
export function outgoingMail(options: OutgoingOptions): { sender: MailSender; trial: MailTrial } {
  let loaded: Promise<{ sender: MailSender; trial: MailTrial }> | undefined
  const smtp = () => (loaded ??= import('./smtp').then((made) => made.smtp(options)))
  return {
    sender: {
      send: async (...args) => (await smtp()).sender.send(...args),
      check: async (...args) => (await smtp()).sender.check(...args),
    },
    trial: {
      send: async (...args) => (await smtp()).trial.send(...args),
      probe: async (...args) => (await smtp()).trial.probe(...args),
    },
  }
}
