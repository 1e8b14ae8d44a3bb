/** Locking, recovery, sealed vaults, backups. Times are milliseconds since the Unix epoch. */

export interface LockSettingsView {
  readonly idleMinutes: number | null
  readonly onSleep: boolean
  readonly onScreenLock: boolean
  readonly onMinimize: boolean
  /** Which of them this desktop tells an app about. */
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
  /** When it was last typed in and found right. */
  readonly provenAt: number | null
  /** Worth a gentle word: there is none, or it has not been proven for long. */
  readonly remind: boolean
  /** The account was made just now: a code can be made without asking for the password again. */
  readonly withoutPassword: boolean
}

/**
 * - `altered`: the wrap in the database is not the one of the last code; no code counts.
 * - `ended`: by a reset that could not open the vault.
 * - `unseen`: not proven for long.
 */
export type RecoveryReminder = 'altered' | 'ended' | 'unseen'

/** Shown once. Not in force until it is kept. */
export interface NewRecoveryCode {
  readonly ref: string
  /** Grouped, as it is printed. */
  readonly code: string
  readonly email: string
  readonly madeAt: number
}

export type DeviceKeyChoice = 'never' | 'when-protected' | 'always'

/** Whether a reset by mail would keep the entries on this computer. */
export interface DeviceKeyView {
  readonly keep: DeviceKeyChoice
  /** The system's keychain protects what is kept here. */
  readonly protected: boolean
  /** A reset by mail would keep the entries. */
  readonly ready: boolean
}

export interface SealedVaultView {
  readonly id: string
  readonly sealedAt: number
  readonly entries: number
  /** When its password was set: tells a person which password it was. */
  readonly passwordChangedAt: number
  readonly hasCode: boolean
  /**
   * This computer's key opens it: the keychain is back, and a reset by mail since then has proven
   * whose vault it is. Without one, a password or the code is asked for.
   */
  readonly hasDevice: boolean
}

export interface Merged {
  readonly added: number
  /** Found in the vault already, the same in every field. */
  readonly duplicates: number
  /** Rows that do not open. They stay sealed. */
  readonly damaged: number
  /** Unsaved edits that came back as entries of their own: another edit has their place. */
  readonly drafts: number
}

export interface BackupView {
  readonly id: string
  readonly at: number
  readonly bytes: number
  readonly reason: 'daily' | 'restore' | 'asked'
  /** Of the person signed in. Null: the account is not in it. */
  readonly entries: number | null
  /** What opens it: the vault of now, or a password of before or the code. */
  readonly opensWith: 'session' | 'older-password' | 'nothing'
  /** When the password of then was set; null where the account is not in it. */
  readonly passwordSetAt: number | null
  /** It is still the password of now: it opens the file on another computer as well. */
  readonly samePassword: boolean
  /** There was a recovery code then. */
  readonly hasCode: boolean
  /** It opened, and every page of it was good. */
  readonly good: boolean
}

/** What a restore would do. */
export interface RestorePreview {
  readonly back: number
  readonly changed: number
  readonly gone: number
  readonly same: number
}

/** In the order in which they are told: what changed the account, then what was tried. */
export const noticeKinds = [
  'password-reset',
  'vault-sealed',
  'password-changed',
  'email-changed',
  'codes-used-up', // a mail's code, wrong ones too often
  'codes-wrong',
  'passwords-wrong', // so many that signing in had to wait
  'recovery-wrong',
  'reset-asked',
] as const

export type NoticeKind = (typeof noticeKinds)[number]

/** Things of a kind that happened, counted. Times are milliseconds since the Unix epoch. */
export interface Notice {
  readonly kind: NoticeKind
  readonly count: number
  readonly first: number
  readonly last: number
}

/** Empty when there is nothing to tell. */
export type Notices = readonly Notice[]
