import type { PasswordReason } from './errors'
import type { MailLogin, MailNeeds, MailSecurity } from './mail-models'
import type { KeychainView } from './program-models'

/** Read-only models that cross the bridge. Times are milliseconds since the Unix epoch. */

export type Profile = 'own' | 'demo'
export type Role = 'owner' | 'member'

/** Languages that mails are written in. */
export const languages = ['en', 'de', 'fr', 'es', 'ja', 'ar'] as const
export type Language = (typeof languages)[number]

/**
 * How well secrets are kept on this computer.
 * - `protected`: the operating system's keychain seals them.
 * - `unprotected`: the owner agreed to keep them in a file without a keychain.
 * - `session`: no keychain and no such agreement: they live until the app closes.
 */
export type SecretProtection = 'protected' | 'unprotected' | 'session'

/** Why the app cannot work with its data folder. Nothing in it has been changed. */
export interface StartProblem {
  readonly code:
    | 'DATABASE_NEWER'
    | 'DATABASE_OLDER'
    | 'DATABASE_CORRUPT'
    | 'DATABASE_ALTERED'
    | 'DATA_FOLDER_UNUSABLE'
    | 'DISK_FULL'
  /** The file or folder it is about. */
  readonly path: string
  /** The newest good backup that can take its place. */
  readonly backup: {
    readonly at: number
    /** It has more in it than what can still be read; only where that is known. */
    readonly newer?: boolean
  } | null
  /**
   * The database can be opened as it is, if its person says so.
   * - Of `DATABASE_CORRUPT`: what was written last is missing in it.
   * - Of `DATABASE_ALTERED`: it is not as Latchkey left it, and nothing says what changed.
   */
  readonly readable?: {
    /** When something happened last in it; null: it does not say. */
    readonly lastAt: number | null
  }
  /** Of `DATABASE_NEWER`: the Latchkey that last used it, where it says so. */
  readonly madeBy?: string
}

export interface SessionView {
  readonly email: string
  readonly role: Role
}

/** A link or short code that main has checked and keeps; the renderer holds a reference, never the token. */
export interface LinkView {
  readonly ref: string
  readonly purpose: 'reset' | 'confirm' | 'change-email'
  /**
   * How it came.
   * - `arrived`: the operating system brought it.
   * - `link`, `token`: pasted alone. `mail`: with a mail around it.
   * - `rewritten`: inside a mail gateway's link.
   * - `code`: the short code of a mail, or a recovery code (`recovery.begin`).
   */
  readonly found: 'arrived' | 'link' | 'mail' | 'rewritten' | 'token' | 'code'
  /** For instance `y•••@example.com`. */
  readonly maskedEmail: string
  readonly expiresAt: number
  /** Somebody else is signed in here: say so, and ask, before going on. */
  readonly otherSignedIn: boolean
  /** Of a reset; null for the others. */
  readonly outcome: ResetOutcome | null
}

/**
 * What a reset will do to the entries, told before the new password is asked for.
 * - `kept`: this computer's key opens the vault.
 * - `kept-with-code`: the recovery code was given and opens it.
 * - `sealed`: nothing here opens it. The account starts empty; the vault stays, encrypted and
 *   untouched, until an old password or the code reopens it.
 * - `empty`: there is nothing to keep.
 */
export interface ResetOutcome {
  readonly kind: 'kept' | 'kept-with-code' | 'sealed' | 'empty'
  readonly entries: number
  /** A recovery code was made, so asking for it makes sense. */
  readonly codeExists: boolean
}

export interface AppState {
  readonly profile: Profile
  /** Null until somebody has chosen how to begin. */
  readonly stage: 'first-run' | 'create-first' | 'ready'
  readonly session: SessionView | null
  /** Locked: whose session a password reopens, masked unless the address is remembered here. */
  readonly locked: { readonly email: string } | null
  /** Only where its person ticked so. */
  readonly rememberedEmail: string | null
  readonly mailReady: boolean
  /**
   * What mail waits for, as the last try to reach its server told; null: nothing, or not tried since
   * the start. The same for everyone, and never about one mail or address.
   */
  readonly mailNeeds: MailNeeds | null
  readonly secrets: SecretProtection
  readonly keychain: KeychainView
  readonly problem: StartProblem | null
  /** A link that came from outside and waits to be looked at. */
  readonly linkWaiting: boolean
  /** A reset was made whose page has gone with the session that was open: for the next one to say. */
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
  'code_wrong', // of a mail
  'code_used_up', // the last try: its request is void, link and code
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
  'device_key_changed', // the person chose whether a reset by mail keeps the entries here
  'device_key_lost', // the keychain is gone or another; remade at this sign-in
  'account_altered', // the account's row was changed outside of Latchkey
  'links_ended', // the seal over what decides who gets in did not fit: all links and codes are void
  'imported',
  'import_undone',
  'exported',
  'backup_restored',
  'data_incomplete', // the last commits of the data file were lost; its person went on without them
  'data_altered', // the data file was not as it was left; its person went on with it
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
  /** Mails to this account are written in it. */
  readonly language: Language
  /** The address in the database is not the one that the vault knows: changed outside of Latchkey. */
  readonly altered: boolean
  readonly activity: readonly ActivityItem[]
}

/** The same for every address, known or not. */
export interface ResetAsked {
  readonly askedAt: number
  readonly nextPossibleAt: number
}

/** A mail in place of one whose link was too old. Said to one who had that link. */
export interface LinkRenewed extends ResetAsked {
  /** For its code, and to ask for it once more. */
  readonly ref: string
  readonly purpose: LinkView['purpose']
  readonly maskedEmail: string
}

export interface PasswordAssessment {
  /** 0 (at once) to 4 (centuries), as zxcvbn counts. */
  readonly score: 0 | 1 | 2 | 3 | 4
  readonly reason: PasswordReason | null
  /** Code points still missing to the minimum. */
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
  /** The SHA-256 of the one certificate that is accepted; empty: any that holds. */
  readonly pin: string
  /** When a test mail with these settings was proven to have arrived. */
  readonly provenAt: number | null
  /** The secret was kept for the session only, or its keychain is gone: ask for it again. */
  readonly passwordLost: boolean
  readonly fromName: string
  readonly fromAddress: string
  /** Where the link page is, `https://…`; empty: none, and mails carry `latchkey://` links. */
  readonly linkPage: string
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
