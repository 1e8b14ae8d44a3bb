import type { ResetPasses } from './accounts/reset-passes'
import type { BackupStore } from './backup/backup-store'
import type { Copier } from './clipboard'
import type { ClockGuard } from './clock-guard'
import type { DeviceWraps } from './keys/device-wraps'
import type { WaysIn } from './keys/ways-in'
import type { LinkRegistry } from './links/registry'
import type { ShortCodes } from './links/short-code'
import type { Outbox } from './mail/outbox'
import type { Guesses } from './notices/guesses'
import type { NoticeStore } from './notices/notice-store'
import type * as ports from './ports'
import type { Attempts } from './security/attempts'
import type { CounterNames } from './security/counter-names'
import type { OwnerProof } from './security/owner-proof'
import type { PasswordPolicy } from './security/password-policy'
import type { PasswordWraps } from './security/password-wrap'
import type { Quota } from './security/quota'
import type { TamperCheck } from './security/tamper-check'
import type { Sessions } from './session'
import type { ExportWriters, ImportReaders } from './transfer/formats'
import type { Vaults } from './vault/open-vault'

/** All that use cases are made of; each asks for its part (`Pick<Deps, …>`). */
export interface Deps {
  readonly clock: ports.Clock
  readonly random: ports.Random
  readonly transaction: ports.Transaction
  readonly afterCommit: ports.AfterCommit
  readonly cipher: ports.Cipher
  readonly kdf: ports.Kdf
  readonly tokens: ports.LinkTokens
  readonly accounts: ports.AccountStore
  readonly requests: ports.LinkRequestStore
  readonly jobs: ports.OutboxStore
  readonly mailLog: ports.MailLogStore
  readonly limits: ports.LimitStore
  readonly activity: ports.ActivityStore
  readonly notices: NoticeStore
  readonly settings: ports.SettingStore
  readonly vault: ports.VaultStore
  readonly sealedVaults: ports.SealedVaultStore
  readonly backups: BackupStore
  readonly desktop: ports.Desktop
  readonly later: ports.Later
  readonly pause: ports.Pause
  readonly oneTimeCodes: ports.OneTimeCodes
  /** 7,776 words to make passphrases of. */
  readonly words: () => Promise<readonly string[]>
  readonly importReaders: ImportReaders
  readonly exportWriters: ExportWriters
  readonly copier: Copier
  readonly log: ports.Log
  readonly sessions: Sessions
  readonly vaults: Vaults
  readonly waysIn: WaysIn
  readonly deviceWraps: DeviceWraps
  readonly policy: PasswordPolicy
  readonly wraps: PasswordWraps
  readonly attempts: Attempts
  readonly resetPasses: ResetPasses
  readonly quota: Quota
  readonly counters: CounterNames
  readonly guesses: Guesses
  readonly clockGuard: ClockGuard
  readonly tamperCheck: TamperCheck
  readonly ownerProof: OwnerProof
  readonly codes: ShortCodes
  readonly links: LinkRegistry
  readonly outbox: Outbox
}
