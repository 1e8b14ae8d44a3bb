import type { CertificateView, MailEndpoint, MailErrorCode, MailStep } from '@contract/mail-models'
import type { Mail, MailServer } from './mail'

/** How a conversation went; the answers are the server's own words, as they came. */
export interface Trial {
  readonly steps: readonly MailStep[]
  readonly code: MailErrorCode | null
  readonly certificate: CertificateView | null
  /** What must not be shown besides the settings' own secrets: the access token that was used. */
  readonly secrets: readonly string[]
}

/** Conversations that somebody waits for. Neither rejects for what a server does. */
export interface MailTrial {
  /** Sends one mail. */
  send(server: MailServer, mail: Mail): Promise<Trial>
  /** Connects, encrypts and leaves: nobody logs in and nothing is told. */
  probe(endpoint: MailEndpoint): Promise<Pick<Trial, 'code' | 'certificate'>>
}
