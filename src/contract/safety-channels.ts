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
  /** Minutes without input; null for never. */
  idleMinutes: z.nullable(z.int().check(z.minimum(1), z.maximum(1440))),
  onSleep: z.boolean(),
  onScreenLock: z.boolean(),
  onMinimize: z.boolean(),
})
export type LockSettings = z.infer<typeof lockSettings>

/** What opens a vault of before: the password of then, the recovery code, or this computer's key. */
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
  /** Gives up the locked session: anybody may sign in. */
  'lock.leave': app<null>()(nothing),
  'lock.settings': app<LockSettingsView>()(nothing),
  'lock.save': app<LockSettingsView>()(lockSettings),

  'recovery.view': app<RecoveryView>()(nothing),
  /**
   * Makes a code that counts only once it is kept. The password may be null right after the
   * account was made, while nothing has been left alone.
   */
  'recovery.make': app<NewRecoveryCode>()(z.strictObject({ password: z.nullable(password) })),
  'recovery.print': app<null>()(z.strictObject({ ref })),
  /** Asks where. The answer is false when the person thought better of it. */
  'recovery.save-page': app<{ readonly saved: boolean }>()(z.strictObject({ ref })),
  /** From here on it is the code, and the one of before is dead. */
  'recovery.keep': app<RecoveryView>()(z.strictObject({ ref })),
  /** The word about the code that stands before the list is not said again for some weeks. */
  'recovery.remind-later': app<null>()(nothing),
  'recovery.drop': app<null>()(z.strictObject({ ref })),
  /** "Check my code": changes nothing but the date of the last proof. */
  'recovery.check': app<RecoveryView>()(z.strictObject({ code: typedCode })),
  /** Back in without a mail. Then `reset.redeem` with the ref. */
  'recovery.begin': app<LinkView>()(z.strictObject({ email, code: typedCode })),
  /** For a reset whose entries this computer cannot keep by itself. */
  'recovery.use': app<ResetOutcome>()(z.strictObject({ ref, code: typedCode })),

  'device-key.view': app<DeviceKeyView>()(nothing),
  /** Whether a reset by mail may keep the entries on this computer. */
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
  /** The vault becomes what it was then; a backup of now is made first. */
  'backup.restore': app<null>()(
    z.strictObject({ id: backupId, by: z.nullable(unlockMethod), password }),
  ),
  /** At the start, when the database cannot be read: the newest good backup takes its place. */
  'backup.recover': app<null>()(nothing),
  /** At the start, when it can be read but is not all there, or not as it was left: it is opened as it is. */
  'backup.open-anyway': app<null>()(nothing),
} as const

export const noticeChannels = {
  /** What happened to the account of the person signed in while they were away. */
  'notices.view': app<Notices>()(nothing),
  /** They have read it: it is not told again. */
  'notices.seen': app<null>()(nothing),
} as const
