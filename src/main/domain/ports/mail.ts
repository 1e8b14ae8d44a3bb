import type {
  CertificateView,
  MailEndpoint,
  MailErrorCode,
  MailSecurity,
  MailStep,
} from '@contract/mail-models'
import type { DemoMail } from '@contract/models'

export type { MailErrorCode }

/** What it takes to fetch access tokens (RFC 6749 section 6). */
export interface MailOAuth {
  readonly clientId: string
  /** Empty if the provider's app has none. */
  readonly clientSecret: string
  readonly refreshToken: string
  /** `https://…` */
  readonly accessUrl: string
}

/** The server to hand emails to, password decrypted: never logged or sent to the renderer. */
export interface MailServer {
  readonly host: string
  readonly port: number
  readonly security: MailSecurity
  /** Empty: no login. */
  readonly user: string
  readonly password: string
  /** In place of the password: log in with access tokens fetched with this. */
  readonly oauth?: MailOAuth
  /** The SHA-256 of the only accepted certificate, upper-case hex with colons. */
  readonly pin?: string
  readonly from: { readonly name: string; readonly address: string }
}

/** Times are milliseconds since the epoch. */
interface MailBase {
  readonly email: string
  readonly at: number
  /** A BCP 47 tag, such as `de` or `fr-CA`; default: the writer's. */
  readonly language?: string
}

interface LinkMail extends MailBase {
  /** The whole `latchkey://` URL. */
  readonly link: string
  readonly expiresAt: number
  /** The same as an https address (`linkPageUrl`); it replaces `link` in the email. */
  readonly page?: string
  /** The short code that does what the link does: 10 characters. */
  readonly code?: string
}

/** What an email says. */
export type MailContent =
  | (LinkMail & { readonly kind: 'confirm' | 'change-email' | 'reset' })
  /** Someone created a second account with an address that is already confirmed. */
  | (MailBase & { readonly kind: 'already-registered' })
  | (MailBase & { readonly kind: 'password-changed'; readonly byReset: boolean })
  /** Goes to the old address. */
  | (MailBase & { readonly kind: 'email-changed'; readonly maskedNewEmail: string })
  /** Someone types wrong codes, or wrong passwords until the backoff begins. */
  | (MailBase & { readonly kind: 'codes-guessed' | 'password-guessed' })
  /** Typed back, the code shows that the email has arrived. */
  | (MailBase & { readonly kind: 'test'; readonly code?: string })

export type MailKind = MailContent['kind']

export interface RenderedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
  /** The language it is written in: a BCP 47 tag. */
  readonly language: string
}

export interface Mail extends RenderedMail {
  readonly to: string
  /** With angle brackets; the same for every attempt to send one email (RFC 5322 3.6.4). */
  readonly messageId: string
}

/** Writes emails in the language of the recipient. Pure, no network. */
export interface MailWriter {
  write(content: MailContent): Promise<RenderedMail>
}

/** Hands one email to a server and waits for its answer. */
export interface MailSender {
  /** @throws MailFailure */
  send(server: MailServer, mail: Mail): Promise<void>
  /** Connects, encrypts and logs in as for an email, then disconnects. @throws MailFailure */
  check(server: MailServer): Promise<void>
}

/** Why a server did not accept an email. */
export class MailFailure extends Error {
  override readonly name = 'MailFailure'
  constructor(
    readonly code: MailErrorCode,
    /** False: the same email would be refused again (a 5xx answer to recipient or data). */
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

/** Where services are listed, and which servers receive a domain's mail. */
export interface MailDirectory {
  services(): Promise<readonly WellKnownService[]>
  /** Names of MX records (RFC 5321 5.1), best first, lower case; empty if none can be found. */
  mailHosts(domain: string): Promise<readonly string[]>
}

/** The demo profile's own mailbox. */
export interface DemoMailbox {
  list(): Promise<readonly DemoMail[]>
  clear(): Promise<void>
}

/** How a conversation went; the answers are the server's own words, unchanged. */
export interface Trial {
  readonly steps: readonly MailStep[]
  readonly code: MailErrorCode | null
  readonly certificate: CertificateView | null
  /** Not to be shown, besides the settings' own secrets: the access token that was used. */
  readonly secrets: readonly string[]
}

/** Conversations that someone is waiting for. Neither rejects because of what a server does. */
export interface MailTrial {
  /** Sends one email. */
  send(server: MailServer, mail: Mail): Promise<Trial>
  /** Connects, encrypts and disconnects, without logging in or revealing anything. */
  probe(endpoint: MailEndpoint): Promise<Pick<Trial, 'code' | 'certificate'>>
}
