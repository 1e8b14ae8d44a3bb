import type {
  CertificateView,
  MailEndpoint,
  MailErrorCode,
  MailSecurity,
  MailStep,
} from '@contract/mail-models'
import type { DemoMail } from '@contract/models'

export type { MailErrorCode }

/** What fetches access tokens (RFC 6749 section 6). */
export interface MailOAuth {
  readonly clientId: string
  /** Empty where the provider's app has none. */
  readonly clientSecret: string
  readonly refreshToken: string
  /** `https://…` */
  readonly accessUrl: string
}

/** The server to hand mails to, password opened: never logged, never sent to the renderer. */
export interface MailServer {
  readonly host: string
  readonly port: number
  readonly security: MailSecurity
  /** Empty: no login. */
  readonly user: string
  readonly password: string
  /** In place of the password: log in with access tokens that are fetched with this. */
  readonly oauth?: MailOAuth
  /** The SHA-256 of the one certificate that is accepted, upper-case hex with colons. */
  readonly pin?: string
  readonly from: { readonly name: string; readonly address: string }
}

/** Times are milliseconds since the epoch. */
interface Told {
  readonly email: string
  readonly at: number
  /** A BCP 47 tag, as `de` or `fr-CA`; default: the writer's. */
  readonly language?: string
}

interface Asked extends Told {
  /** The whole `latchkey://` URL. */
  readonly link: string
  readonly expiresAt: number
  /** The same as an https address (`linkPageUrl`); stands in the mail instead of `link`. */
  readonly page?: string
  /** The short code that does what the link does: 10 characters. */
  readonly code?: string
}

/** What is said in a mail. */
export type MailContent =
  | (Asked & { readonly kind: 'confirm' | 'change-email' | 'reset' })
  /** Somebody made a second account with an address that is confirmed already. */
  | (Told & { readonly kind: 'already-registered' })
  | (Told & { readonly kind: 'password-changed'; readonly byReset: boolean })
  /** Goes to the old address. */
  | (Told & { readonly kind: 'email-changed'; readonly maskedNewEmail: string })
  /** Somebody types wrong codes, or wrong passwords until they have to wait. */
  | (Told & { readonly kind: 'codes-guessed' | 'password-guessed' })
  /** The code shows, typed back, that the mail has arrived. */
  | (Told & { readonly kind: 'test'; readonly code?: string })

export type MailKind = MailContent['kind']

export interface RenderedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
  /** What it is written in: a BCP 47 tag. */
  readonly language: string
}

export interface Mail extends RenderedMail {
  readonly to: string
  /** With angle brackets; the same for every try to send one mail (RFC 5322 3.6.4). */
  readonly messageId: string
}

/** Writes mails in the language of the person they go to. Pure, no network. */
export interface MailWriter {
  write(content: MailContent): Promise<RenderedMail>
}

/** Hands one mail to a server and waits for its answer. */
export interface MailSender {
  /** @throws MailFailure */
  send(server: MailServer, mail: Mail): Promise<void>
  /** Connects, encrypts and logs in as for a mail, and leaves. @throws MailFailure */
  check(server: MailServer): Promise<void>
}

/** Why a server did not take a mail. */
export class MailFailure extends Error {
  override readonly name = 'MailFailure'
  constructor(
    readonly code: MailErrorCode,
    /** False: the same mail would be refused again (a 5xx answer to recipient or data). */
    readonly transient: boolean,
    options?: ErrorOptions,
  ) {
    super(code, options)
  }
}

/** A service as nodemailer lists it. */
export interface WellKnownService {
  readonly id: string
  readonly description?: string | undefined
  readonly host?: string | undefined
  readonly port?: number | string | undefined
  readonly secure?: boolean | undefined
  readonly domains?: readonly string[] | undefined
}

/** Where services are listed, and who takes the mail of a domain. */
export interface MailDirectory {
  services(): Promise<readonly WellKnownService[]>
  /** Names of MX records (RFC 5321 5.1), best first, lower case; none where none can be found. */
  mailHosts(domain: string): Promise<readonly string[]>
}

/** The mailbox that the demo profile brings along. */
export interface DemoMailbox {
  list(): Promise<readonly DemoMail[]>
  clear(): Promise<void>
}

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
