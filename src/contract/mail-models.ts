import type { ErrorCode } from './errors'
/** Models of the mail settings. Times are milliseconds since the Unix epoch. */

export const mailSecurities = ['starttls', 'tls', 'none'] as const
export type MailSecurity = (typeof mailSecurities)[number]

export const mailLogins = ['password', 'oauth2', 'none'] as const
export type MailLogin = (typeof mailLogins)[number]

/**
 * What has to happen before emails can be sent: the server is reachable again, the owner checks the
 * settings or re-enters the lost password, or the keyring is unlocked.
 */
export type MailNeeds = 'server' | 'settings' | 'password' | 'keyring'

export type MailErrorCode = Extract<ErrorCode, `MAIL_${string}`>

export interface MailEndpoint {
  readonly host: string
  readonly port: number
  readonly security: MailSecurity
}

/** What people have to know before a provider accepts their emails. */
type ProviderNote =
  | 'app-password' // needs a password made for this app in the account's settings
  | 'oauth-only' // accepts no passwords
  | 'switch-on' // SMTP must be allowed in the account's settings first
  | 'bridge' // needs the provider's own program on this computer
  | 'token' // takes an API key or SMTP token in place of the password

/** A mail service whose server is known. */
export interface MailProvider extends MailEndpoint {
  readonly id: string
  readonly name: string
  /** The domains of its addresses, lower case. */
  readonly domains: readonly string[]
  readonly note: ProviderNote | null
  /** The web page that explains `note`, without `https://`, for the person to type. */
  readonly help: string | null
  /** The user name: the email address, one that the provider assigns, or this fixed one. */
  readonly user: 'address' | 'own' | { readonly always: string }
  /** The address that issues access tokens; null if it doesn't support OAuth 2. */
  readonly accessUrl: string | null
  /** One of the few that most people use. */
  readonly common: boolean
}

const certificateProblems = [
  'expired',
  'not-yet',
  'other-name',
  'self-signed',
  'unknown-issuer',
  'changed', // not the one that was pinned
  'other',
] as const
export type CertificateProblem = (typeof certificateProblems)[number]

/** A certificate that wasn't accepted. All names are the server's claims, not proven. */
export interface CertificateView {
  readonly problems: readonly CertificateProblem[]
  readonly issuer: string
  readonly names: readonly string[]
  readonly validFrom: number
  readonly validTo: number
  /** SHA-256, upper-case hex with colons. */
  readonly fingerprint: string
  /** The server is on the local network, so this certificate may be accepted by its fingerprint. */
  readonly pinnable: boolean
}

export const mailStepNames = [
  'found',
  'connected',
  'encrypted',
  'logged-in',
  'sender',
  'recipient',
  'mail',
] as const
export type MailStepName = (typeof mailStepNames)[number]

export interface MailStep {
  readonly name: MailStepName
  readonly state: 'ok' | 'failed' | 'not-reached'
  /** The server's own words, without secrets and other people's addresses; at most 200 characters. */
  readonly answer: string | null
}

/** The result of sending a test email. */
export interface MailTestView {
  readonly to: string
  /** In order; only the steps that apply to these settings. */
  readonly steps: readonly MailStep[]
  /** Null: the server accepted the email, and the code in it is to be typed back. */
  readonly code: MailErrorCode | null
  /** With `MAIL_CERTIFICATE`, if the certificate could be read. */
  readonly certificate: CertificateView | null
}

/** The result of looking for a mail server. Only greetings were exchanged. */
export interface MailDiscovery {
  readonly found:
    | (MailEndpoint & {
        /** The provider's id if this is the server of a known one. */
        readonly provider: string | null
        /** Why its certificate isn't accepted, if nothing better was found. */
        readonly certificate: CertificateView | null
      })
    | null
  /** What was tried and how it failed; null for what works. */
  readonly tried: readonly (MailEndpoint & { readonly code: MailErrorCode | null })[]
}

/** Emails that go through the outbox. */
export const outboxKinds = [
  'confirm',
  'change-email',
  'reset',
  'already-registered',
  'password-changed',
  'email-changed',
  'codes-guessed',
  'password-guessed',
] as const
export type OutboxKind = (typeof outboxKinds)[number]

/** An email in the outbox. For the owner only. Times are milliseconds since the Unix epoch. */
export interface WaitingMail {
  readonly id: number
  readonly kind: OutboxKind
  /** Masked, unless it is the owner's own. */
  readonly email: string
  readonly since: number
  readonly attempts: number
  /** Null: it is being sent right now. */
  readonly nextTryAt: number | null
  /** Why it hasn't been sent; null: nothing has gone wrong so far. */
  readonly problem: ErrorCode | null
}

/** What became of an email. */
export interface DoneMail {
  readonly id: number
  readonly kind: OutboxKind
  readonly email: string
  readonly state: 'sent' | 'failed' | 'cancelled'
  readonly at: number
  /** Why it failed. */
  readonly problem: ErrorCode | null
  /** It was given up and may be sent again. */
  readonly again: boolean
}

export interface OutboxView {
  /** Oldest first; the first 200. */
  readonly waiting: readonly WaitingMail[]
  /** How many more there are in the outbox. */
  readonly more: number
  /** Newest first; the last 200. */
  readonly done: readonly DoneMail[]
  /** Whether the last attempt reached the mail server; null: none since the start. */
  readonly reaches: boolean | null
}
