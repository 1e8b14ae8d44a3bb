/** What the domain needs from outside, as interfaces. Adapters implement them; tests fake them. */

export type * from './account-stores'
export type * from './crypto'
export type * from './crypto'
export type * from './mail-stores'
export type * from './runtime'
export type * from './system'
export type * from './vault-stores'

import type {
  AccountStore,
  ActivityStore,
  LimitStore,
  LinkRequestStore,
  NoticeStore,
  SettingStore,
} from './account-stores'
import type { Cipher, Kdf, LinkTokens, OneTimeCodes } from './crypto'
import type { MailLogStore, OutboxStore } from './mail-stores'
import type { AfterCommit, Clock, Later, Log, Pause, Random, Transaction } from './runtime'
import type { Desktop } from './system'
import type { ExportWriters, ImportReaders } from './transfer'
import type { BackupStore, SealedVaultStore, VaultStore } from './vault-stores'

/** Everything a profile's use cases need from outside; each names its part (`Pick<Ports, …>`). */
export interface Ports {
  readonly clock: Clock
  readonly random: Random
  readonly transaction: Transaction
  readonly afterCommit: AfterCommit
  readonly cipher: Cipher
  readonly kdf: Kdf
  readonly tokens: LinkTokens
  readonly accounts: AccountStore
  readonly requests: LinkRequestStore
  readonly outboxRows: OutboxStore
  readonly mailLog: MailLogStore
  readonly limits: LimitStore
  readonly activity: ActivityStore
  readonly notices: NoticeStore
  readonly settings: SettingStore
  readonly vaultRows: VaultStore
  readonly sealedVaults: SealedVaultStore
  readonly backups: BackupStore
  readonly desktop: Desktop
  readonly later: Later
  readonly pause: Pause
  readonly oneTimeCodes: OneTimeCodes
  /** The 7,776 words that passphrases are made of. */
  readonly words: () => Promise<readonly string[]>
  readonly importReaders: ImportReaders
  readonly exportWriters: ExportWriters
  readonly log: Log
}
