import type { PasswordReason } from './errors'
import type { MailLogin, MailNeeds, MailSecurity } from './mail-models'
import type { KeychainView } from './program-models'

/** Read-only models that cross the bridge. Times are milliseconds since the Unix epoch. */

export type Profile = 'own' | 'demo'
export type Role = 'owner' | 'member'

/** Languages that emails are written in. */
export const languages = ['en', 'de', 'fr', 'es', 'ja', 'ar'] as const
export type Language = (typeof languages)[number]

/**
 * How well secrets are protected on this computer.
 * - `protected`: encrypted with the operating system's keychain.
 * - `unprotected`: in a file without a keychain; the owner agreed to it.
 * - `session`: no keychain and no such agreement, so they last until the app closes.
 */
export type SecretProtection = 'protected' | 'unprotected' | 'session'

/** Why the app can't use its data folder. Nothing in it has been changed. */
export interface StartProblem {
  readonly code:
    | 'DATABASE_NEWER'
    | 'DATABASE_OLDER'
    | 'DATABASE_CORRUPT'
    | 'DATABASE_ALTERED'
    | 'DATA_FOLDER_UNUSABLE'
    | 'DISK_FULL'
  /** The file or folder concerned. */
  readonly path: string
  /** The newest good backup that could replace the database. */
  readonly backup: {
    readonly at: number
    /** It has more in it than can still be read from the database. Only set if that is known. */
    readonly newer?: boolean
  } | null
  /**
   * The database can be opened as it is if the person agrees.
   * - `DATABASE_CORRUPT`: the last writes are missing.
   * - `DATABASE_ALTERED`: another program changed it, and nothing shows what.
   */
  readonly readable?: {
    /** The time of the last event in it; null: unknown. */
    readonly lastAt: number | null
  }
  /** With `DATABASE_NEWER`: the version of Latchkey that last used it, if known. */
  readonly madeBy?: string
}

export interface SessionView {
  readonly email: string
  readonly role: Role
}

/** A link or short code that main has checked. The renderer gets a reference, never the token. */
export interface LinkView {
  readonly ref: string
  readonly purpose: 'reset' | 'confirm' | 'change-email'
  /**
   * How it came.
   * - `arrived`: from the operating system.
   * - `link`, `token`: pasted alone. `mail`: pasted with an email around it.
   * - `rewritten`: inside a gateway's link.
   * - `code`: a short code from an email, or a recovery code (`recovery.begin`).
   */
  readonly found: 'arrived' | 'link' | 'mail' | 'rewritten' | 'token' | 'code'
  /** For instance `y•••@example.com`. */
  readonly maskedEmail: string
  readonly expiresAt: number
  /** Someone else is signed in here: say so and ask before continuing. */
  readonly otherSignedIn: boolean
  /** For a reset only, otherwise null. */
  readonly outcome: ResetOutcome | null
}

/**
 * What a reset will do to the entries. It is shown before a new password is set.
 * - `kept`: this computer's key opens the vault.
 * - `kept-with-code`: the recovery code was given and opens it.
 * - `sealed`: nothing here opens it. The account starts with an empty vault; the old one stays,
 *   encrypted and unchanged, until an earlier password or the recovery code reopens it.
 * - `empty`: there are no entries to keep.
 */
export interface ResetOutcome {
  readonly kind: 'kept' | 'kept-with-code' | 'sealed' | 'empty'
  readonly entries: number
  /** The account has a recovery code, so it makes sense to request it. */
  readonly codeExists: boolean
}

export interface AppState {
  readonly profile: Profile
  /** `first-run` until someone has chosen a profile. */
  readonly stage: 'first-run' | 'create-first' | 'ready'
  readonly session: SessionView | null
  /** Whose session is locked; masked unless the address is remembered here. */
  readonly locked: { readonly email: string } | null
  /** Only if the person chose to be remembered. */
  readonly rememberedEmail: string | null
  readonly mailReady: boolean
  /**
   * What keeps emails from being sent, according to the last attempt; null: nothing, or no attempt
   * since the start. The same for everyone, and never about one email or address.
   */
  readonly mailNeeds: MailNeeds | null
  readonly secrets: SecretProtection
  readonly keychain: KeychainView
  readonly problem: StartProblem | null
  /** A link arrived from outside and hasn't been looked at yet. */
  readonly linkWaiting: boolean
  /** The outcome of a reset whose page closed with the session that was open; the next page shows it. */
  readonly resetDone: ResetOutcome | null
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
  'code_wrong', // from an email
  'code_used_up', // the last attempt: its request is void, both link and code
  'password_reset',
  'password_changed',
  'email_change_asked',
  'email_change_cancelled',
  'email_changed',
  'notice_sent',
  'mail_failed',
  'mail_settings_changed',
  'unknown_asked',
  'locked',
  'unlocked',
  'recovery_made',
  'recovery_proven',
  'recovery_used',
  'recovery_failed',
  'vault_sealed',
  'vault_reopened',
  'vault_deleted',
  'device_key_changed', // the person chose whether a reset by email keeps the entries on this computer
  'device_key_lost', // the keychain was lost or replaced; the device wrap was remade at this sign-in
  'account_altered', // the account's row was changed by another program
  'links_ended', // the row MAC over what decides who gets in didn't match: all links and codes were voided
  'imported',
  'import_undone',
  'exported',
  'backup_restored',
  'data_incomplete', // the last commits of the data file were lost; the person continued without them
  'data_altered', // another program had changed the data file; the person continued with it
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
  /** A confirmation email is in the outbox or has been sent. */
  readonly confirmation: {
    readonly state: 'none' | 'waiting' | 'sent'
    readonly nextPossibleAt: number | null
  }
  readonly pendingEmail: string | null
  readonly remembered: boolean
  /** The language of emails to this account. */
  readonly language: Language
  /** The address in the database isn't the one that the vault knows: another program changed it. */
  readonly altered: boolean
  readonly activity: readonly ActivityItem[]
}

/** The same for every address, known or unknown. */
export interface ResetAsked {
  readonly askedAt: number
  readonly nextPossibleAt: number
}

/** An email in place of an expired link. Only told to someone who had that link. */
export interface LinkRenewed extends ResetAsked {
  /** For the code in that email, and to request it again. */
  readonly ref: string
  readonly purpose: LinkView['purpose']
  readonly maskedEmail: string
}

export interface PasswordAssessment {
  /** 0 (guessed at once) to 4 (centuries), as zxcvbn counts. */
  readonly score: 0 | 1 | 2 | 3 | 4
  readonly reason: PasswordReason | null
  /** How many code points are missing to the minimum. */
  readonly missing: number
}

/** Everything but the secrets, which are never shown again. */
export interface MailSettingsView {
  readonly configured: boolean
  readonly host: string
  readonly port: number
  readonly security: MailSecurity
  readonly login: MailLogin
  readonly user: string
  readonly hasPassword: boolean
  readonly clientId: string
  readonly hasClientSecret: boolean
  readonly hasRefreshToken: boolean
  readonly accessUrl: string
  /** SHA-256 of the only certificate to accept; empty: any valid one. */
  readonly pin: string
  /** When a test email with these settings was proven to have arrived. */
  readonly provenAt: number | null
  /** The secret was kept for the session only, or its keychain is gone: request it again. */
  readonly passwordLost: boolean
  readonly fromName: string
  readonly fromAddress: string
  /** The address of the link page, `https://…`; empty: none, and emails carry `latchkey://` links. */
  readonly linkPage: string
  readonly keepUnprotected: boolean
  readonly secrets: SecretProtection
  /** The demo mailbox: shown, but not editable. */
  readonly fixed: boolean
}

/** One email in the demo mailbox, as its list shows it. */
export interface DemoMail {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly at: number
  readonly text: string
}
