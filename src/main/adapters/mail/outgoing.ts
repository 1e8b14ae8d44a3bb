import type { MailSender, MailTrial } from '../../domain/ports/mail'
import type { OutgoingOptions } from './smtp'

/**
 * Sender and trial share their access tokens. Node's TLS and HTTPS come with them, which take longer
 * to load than everything else that a start needs: with the first talk to a server, not before.
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
