import type { ErrorCode } from './errors'
/** Models of the mail settings. Times are milliseconds since the Unix epoch. */

export const mailSecurities = ['starttls', 'tls', 'none'] as const
export type MailSecurity = (typeof mailSecurities)[number]

export const mailLogins = ['password', 'oauth2', 'none'] as const
export type MailLogin = (typeof mailLogins)[number]

/**
 * What has to happen before mail goes out: the server is reached, the owner looks at the settings,
 * enters the password that was lost, or the keyring is unlocked.
 */
export type MailNeeds = 'server' | 'settings' | 'password' | 'keyring'

export type MailErrorCode = Extract<ErrorCode, `MAIL_${string}`>

export interface MailEndpoint {
  readonly host: string
  readonly port: number
  readonly security: MailSecurity
}

/** What somebody has to know before a provider takes mail. */
type ProviderNote =
  | 'app-password' // a password made for this app, in the account's settings
  | 'oauth-only' // takes no passwords
  | 'switch-on' // SMTP has to be allowed in the account's settings first
  | 'bridge' // a program on this computer stands in between
  | 'token' // an API key or SMTP token takes the password's place

/** A mail service whose server is known. */
export interface MailProvider extends MailEndpoint {
  readonly id: string
  readonly name: string
  /** Of its addresses, lower case. */
  readonly domains: readonly string[]
  readonly note: ProviderNote | null
  /** Where that is done, without `https://`, to be typed. */
  readonly help: string | null
  /** What to log in with: one's address, something of the provider's, or always this. */
  readonly user: 'address' | 'own' | { readonly always: string }
  /** Where access tokens are fetched, or null where it takes no OAuth 2. */
  readonly accessUrl: string | null
  /** One of the few that most people have. */
  readonly common: boolean
}

const certificateProblems = [
  'expired',
  'not-yet',
  'other-name',
  'self-signed',
  'unknown-issuer',
  'changed', // another than the one that was pinned
  'other',
] as const
export type CertificateProblem = (typeof certificateProblems)[number]

/** A certificate that was not accepted. All names are the server's own words: not proven. */
export interface CertificateView {
  readonly problems: readonly CertificateProblem[]
  readonly issuer: string
  readonly names: readonly string[]
  readonly validFrom: number
  readonly validTo: number
  /** SHA-256, upper-case hex with colons. */
  readonly fingerprint: string
  /** The server is in the house, so that this one may be accepted by its fingerprint. */
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
  /** The server's own words, without secrets and others' addresses; at most 200 characters. */
  readonly answer: string | null
}

/** How a test mail went. */
export interface MailTestView {
  readonly to: string
  /** In order, only those that these settings have. */
  readonly steps: readonly MailStep[]
  /** Null: the server took the mail, and the code in it waits to be typed back. */
  readonly code: MailErrorCode | null
  /** With `MAIL_CERTIFICATE`, where it could be read. */
  readonly certificate: CertificateView | null
}

/** What looking for a mail server found. Nothing was sent but greetings. */
export interface MailDiscovery {
  readonly found:
    | (MailEndpoint & {
        /** Its id, when it is a known one's server. */
        readonly provider: string | null
        /** Why its certificate is not good, when nothing better was found. */
        readonly certificate: CertificateView | null
      })
    | null
  /** What was tried, and how it failed; null for what works. */
  readonly tried: readonly (MailEndpoint & { readonly code: MailErrorCode | null })[]
}

/** Mails that go through the queue. */
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
type OutboxKind = (typeof outboxKinds)[number]

/** A mail that waits. For the owner only. Times are milliseconds since the Unix epoch. */
export interface WaitingMail {
  readonly id: number
  readonly kind: OutboxKind
  /** Masked, unless it is the owner's own. */
  readonly email: string
  readonly since: number
  readonly tries: number
  /** Null: it is being handed over just now. */
  readonly nextTryAt: number | null
  /** Why it still waits; null: nothing is wrong yet. */
  readonly problem: ErrorCode | null
}

/** What became of a mail. */
export interface DoneMail {
  readonly id: number
  readonly kind: OutboxKind
  readonly email: string
  readonly state: 'sent' | 'failed' | 'cancelled'
  readonly at: number
  /** Why, of a failed one. */
  readonly problem: ErrorCode | null
  /** It was given up, and may go out after all. */
  readonly again: boolean
}

export interface OutboxView {
  /** Oldest first; the first 200. */
  readonly waiting: readonly WaitingMail[]
  /** Wait besides those. */
  readonly more: number
  /** Newest first; the last 200. */
  readonly done: readonly DoneMail[]
  /** Whether the mail server could be reached at the last try; null: not tried since the start. */
  readonly reaches: boolean | null
}
