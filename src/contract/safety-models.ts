/** Locking, recovery, sealed vaults, backups. Times are milliseconds since the Unix epoch. */

export interface LockSettingsView {
  readonly idleMinutes: number | null
  readonly onSleep: boolean
  readonly onScreenLock: boolean
  readonly onMinimize: boolean
  /** Which of these events the desktop reports to apps. */
  readonly works: {
    readonly idle: boolean
    readonly sleep: boolean
    readonly screenLock: boolean
    readonly minimize: boolean
  }
}

export interface RecoveryView {
  /** Null: there is no code. */
  readonly madeAt: number | null
  /** When it was last typed in correctly. */
  readonly provenAt: number | null
  /** Worth a reminder: there is no code, or it hasn't been proven for a long time. */
  readonly remind: boolean
  /** The account has just been created: a code can be made without the password. */
  readonly withoutPassword: boolean
}

/**
 * - `altered`: the wrap in the database isn't that of the last code, so no code is valid.
 * - `ended`: a reset that couldn't open the vault ended it.
 * - `unseen`: not proven for a long time.
 */
export type RecoveryReminder = 'altered' | 'ended' | 'unseen'

/** Shown once. Not in effect until it is kept. */
export interface NewRecoveryCode {
  readonly ref: string
  /** In groups, as it is printed. */
  readonly code: string
  readonly email: string
  readonly madeAt: number
}

export type DeviceKeyChoice = 'never' | 'when-protected' | 'always'

/** Whether a reset by email would keep the entries on this computer. */
export interface DeviceKeyView {
  readonly keep: DeviceKeyChoice
  /** The system's keychain protects what is stored here. */
  readonly protected: boolean
  /** A reset by email would keep the entries. */
  readonly ready: boolean
}

export interface SealedVaultView {
  readonly id: string
  readonly sealedAt: number
  readonly entries: number
  /** When its password was set. Helps the person recall which password it was. */
  readonly passwordChangedAt: number
  readonly hasCode: boolean
  /**
   * This computer's key opens it: the keychain is back, and a later reset by email has proven whose
   * vault it is. Otherwise a password or the recovery code is needed.
   */
  readonly hasDevice: boolean
}

export interface Merged {
  readonly added: number
  /** Already in the vault, the same in every field. */
  readonly duplicates: number
  /** Rows that don't decrypt. They stay in the sealed vault. */
  readonly damaged: number
  /** Drafts that were added as entries, because another draft took their place. */
  readonly drafts: number
}

export interface BackupView {
  readonly id: string
  readonly at: number
  readonly bytes: number
  readonly reason: 'daily' | 'restore' | 'asked'
  /** Of the person signed in. Null: the account is not in it. */
  readonly entries: number | null
  /** What opens it: the session's vault key, or an earlier password or the recovery code. */
  readonly opensWith: 'session' | 'older-password' | 'nothing'
  /** When its password was set; null if it doesn't contain the account. */
  readonly passwordSetAt: number | null
  /** That password is still the current one, so it opens the file on another computer as well. */
  readonly samePassword: boolean
  /** The account had a recovery code at that time. */
  readonly hasCode: boolean
  /** It could be opened, and every page of it was intact. */
  readonly good: boolean
}

/** What a restore would do: entries restored, reverted, removed and left as they are. */
export interface RestorePreview {
  readonly back: number
  readonly changed: number
  readonly gone: number
  readonly same: number
}

/** In the order in which they are shown: what changed the account, then what was attempted. */
export const noticeKinds = [
  'password-reset',
  'vault-sealed',
  'password-changed',
  'email-changed',
  'codes-used-up', // too many wrong attempts at the code from an email
  'codes-wrong',
  'passwords-wrong', // so many that sign-in had to wait
  'recovery-wrong',
  'reset-asked',
] as const

export type NoticeKind = (typeof noticeKinds)[number]

/** Events of one kind, counted. Times are milliseconds since the Unix epoch. */
export interface Notice {
  readonly kind: NoticeKind
  readonly count: number
  readonly first: number
  readonly last: number
}

/** Empty if there is nothing to show. */
export type Notices = readonly Notice[]
