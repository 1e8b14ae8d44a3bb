import { z } from 'zod/mini'
import { app, email, nothing, password, ref, typedCode } from './channel'
import type { LinkView, ResetOutcome } from './models'
import type {
  BackupView,
  DeviceKeyView,
  LockSettingsView,
  Merged,
  NewRecoveryCode,
  Notices,
  RecoveryView,
  RestorePreview,
  SealedVaultView,
} from './safety-models'

const lockSettings = z.strictObject({
  /** Minutes without input; null: never. */
  idleMinutes: z.nullable(z.int().check(z.minimum(1), z.maximum(1440))),
  onSleep: z.boolean(),
  onScreenLock: z.boolean(),
  onMinimize: z.boolean(),
})
export type LockSettings = z.infer<typeof lockSettings>

/** What opens a former vault: its password at that time, the recovery code, or this computer's key. */
const unlockMethod = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('password'), password }),
  z.strictObject({ kind: z.literal('code'), code: typedCode }),
  z.strictObject({ kind: z.literal('device') }),
])
export type UnlockMethod = z.infer<typeof unlockMethod>

const backupId = z.string().check(z.regex(/^[A-Za-z0-9.-]{1,80}$/))

export const safetyChannels = {
  'lock.now': app<null>()(nothing),
  'lock.unlock': app<null>()(z.strictObject({ password })),
  /** Gives up the locked session, so that anyone may sign in. */
  'lock.leave': app<null>()(nothing),
  'lock.settings': app<LockSettingsView>()(nothing),
  'lock.save': app<LockSettingsView>()(lockSettings),

  'recovery.view': app<RecoveryView>()(nothing),
  /**
   * Makes a code that takes effect only once it is kept. The password may be null right after the
   * account was created, while the person hasn't been away.
   */
  'recovery.make': app<NewRecoveryCode>()(z.strictObject({ password: z.nullable(password) })),
  'recovery.print': app<null>()(z.strictObject({ ref })),
  /** Shows a file dialog. `saved` is false if the person cancelled. */
  'recovery.save-page': app<{ readonly saved: boolean }>()(z.strictObject({ ref })),
  /** Puts the code into effect. The previous one stops working. */
  'recovery.keep': app<RecoveryView>()(z.strictObject({ ref })),
  /** Hides the reminder above the list for some weeks. */
  'recovery.remind-later': app<null>()(nothing),
  'recovery.drop': app<null>()(z.strictObject({ ref })),
  /** "Check my code": changes only the date of the last proof. */
  'recovery.check': app<RecoveryView>()(z.strictObject({ code: typedCode })),
  /** Gets back in without an email. Then call `reset.redeem` with the ref. */
  'recovery.begin': app<LinkView>()(z.strictObject({ email, code: typedCode })),
  /** For a reset whose entries this computer can't keep by itself. */
  'recovery.use': app<ResetOutcome>()(z.strictObject({ ref, code: typedCode })),

  'device-key.view': app<DeviceKeyView>()(nothing),
  /** Whether a reset by email may keep the entries on this computer. */
  'device-key.set': app<DeviceKeyView>()(
    z.strictObject({ keep: z.enum(['never', 'when-protected', 'always']), password }),
  ),

  'sealed.list': app<readonly SealedVaultView[]>()(nothing),
  'sealed.reopen': app<Merged>()(z.strictObject({ id: ref, by: unlockMethod })),
  'sealed.delete': app<null>()(z.strictObject({ id: ref, password })),

  'backup.list': app<readonly BackupView[]>()(nothing),
  'backup.make': app<readonly BackupView[]>()(nothing),
  'backup.preview': app<RestorePreview>()(
    z.strictObject({ id: backupId, by: z.nullable(unlockMethod) }),
  ),
  /** Restores the vault as it was then, after a backup of the current one. */
  'backup.restore': app<null>()(
    z.strictObject({ id: backupId, by: z.nullable(unlockMethod), password }),
  ),
  /** At the start, if the database can't be read: replaces it with the newest good backup. */
  'backup.recover': app<null>()(nothing),
  /**
   * At the start, if it can be read but is incomplete or was changed by another program: opens it
   * as it is.
   */
  'backup.open-anyway': app<null>()(nothing),
} as const

export const noticeChannels = {
  /** What happened to the account of the person signed in while they were away. */
  'notices.view': app<Notices>()(nothing),
  /** The person has read the notices: they aren't shown again. */
  'notices.seen': app<null>()(nothing),
} as const
