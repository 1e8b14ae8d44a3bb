import type { PasswordReason } from './errors'

/** Read-only models that cross the bridge. Times are milliseconds since the Unix epoch. */

export type Profile = 'own' | 'demo'
export type Role = 'owner' | 'member'

/**
 * How well secrets are kept on this computer.
 * - `protected`: the operating system's keychain seals them.
 * - `unprotected`: the owner agreed to keep them in a file without a keychain.
 * - `session`: no keychain and no such agreement: they live until the app closes.
 */
export type SecretProtection = 'protected' | 'unprotected' | 'session'

/** Why the app cannot work with its data folder. Nothing in it has been changed. */
export interface StartProblem {
  readonly code: 'DATABASE_NEWER' | 'DATABASE_CORRUPT' | 'DATA_FOLDER_UNUSABLE' | 'DISK_FULL'
  /** The file or folder it is about. */
  readonly path: string
}

export interface SessionView {
  readonly email: string
  readonly role: Role
}

/** A link that main has checked and keeps; the renderer holds a reference, never the token. */
export interface LinkView {
  readonly ref: string
  readonly purpose: 'reset' | 'confirm' | 'change-email'
  /** For instance `y•••@example.com`. */
  readonly maskedEmail: string
  readonly expiresAt: number
  /** Somebody else is signed in here: say so, and ask, before going on. */
  readonly otherSignedIn: boolean
}

export interface AppState {
  readonly profile: Profile
  /** Null until somebody has chosen how to begin. */
  readonly stage: 'first-run' | 'create-first' | 'ready'
  readonly session: SessionView | null
  /** Only where its person ticked so. */
  readonly rememberedEmail: string | null
  readonly mailReady: boolean
  readonly secrets: SecretProtection
  readonly problem: StartProblem | null
  /** A link that came from outside and waits to be looked at. */
  readonly linkWaiting: boolean
  readonly platform: 'linux' | 'darwin' | 'win32'
}

export const activityKinds = [
  'account_created',
  'signed_in',
  'sign_in_failed',
  'sign_in_waiting',
  'signed_out',
  'confirm_sent',
  'email_confirmed',
  'email_taken',
  'reset_asked',
  'reset_sent',
  'reset_unconfirmed',
  'reset_opened',
  'password_reset',
  'password_changed',
  'email_change_asked',
  'email_change_cancelled',
  'email_changed',
  'notice_sent',
  'mail_failed',
  'mail_settings_changed',
  'unknown_asked',
] as const

export type ActivityKind = (typeof activityKinds)[number]

export interface ActivityItem {
  readonly id: number
  readonly kind: ActivityKind
  readonly at: number
  /** About this computer as a whole (shown to the owner), not about one account. */
  readonly device: boolean
}

export interface AccountHome {
  readonly email: string
  readonly role: Role
  readonly createdAt: number
  readonly passwordChangedAt: number
  readonly confirmed: boolean
  /** A confirmation mail waits to be sent or has been sent. */
  readonly confirmation: {
    readonly state: 'none' | 'waiting' | 'sent'
    readonly nextPossibleAt: number | null
  }
  readonly pendingEmail: string | null
  readonly remembered: boolean
  readonly activity: readonly ActivityItem[]
}

/** The same for every address, known or not. */
export interface ResetAsked {
  readonly askedAt: number
  readonly nextPossibleAt: number
}

export interface PasswordAssessment {
  /** 0 (at once) to 4 (centuries), as zxcvbn counts. */
  readonly score: 0 | 1 | 2 | 3 | 4
  readonly reason: PasswordReason | null
  /** Code points still missing to the minimum. */
  readonly missing: number
}

export type MailSecurity = 'starttls' | 'tls' | 'none'

/** Everything but the password, which is never shown again. */
export interface MailSettingsView {
  readonly configured: boolean
  readonly host: string
  readonly port: number
  readonly security: MailSecurity
  readonly user: string
  readonly hasPassword: boolean
  /** The password was kept for the session only, or its keychain is gone: ask for it again. */
  readonly passwordLost: boolean
  readonly fromName: string
  readonly fromAddress: string
  readonly keepUnprotected: boolean
  readonly secrets: SecretProtection
  /** The demo mailbox: shown, not changeable. */
  readonly fixed: boolean
}

/** One mail of the demo mailbox, as its list shows it. */
export interface DemoMail {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly at: number
  readonly text: string
}
