import { owaspMinimum, rfc9106 } from '../adapters/crypto/argon2'
import { workerImportReaders } from '../adapters/import/worker-readers'
import { electronKeychain, missingKeychain, type SafeStorage } from '../adapters/keychain'
import { workerPasswordMeter } from '../adapters/passwords'
import type { BackupWork } from '../adapters/sqlite/backup-work'
import { workerBackupWork } from '../adapters/sqlite/off-main'
import { type LockableKeychain, lockableKeychain } from '../domain/crypto/keychain-lock'
import type {
  Clock,
  Desktop,
  Kdf,
  Keychain,
  Later,
  Log,
  PasswordMeter,
  Pause,
} from '../domain/ports'
import type { Keyring } from '../domain/ports/crypto'
import type { ImportReaders } from '../domain/ports/transfer'

/** What all profiles share of the desktop around them. */
export interface Environment {
  readonly clock: Clock
  readonly keychain: Keychain
  readonly meter: PasswordMeter
  readonly importReaders: ImportReaders
  readonly backupWork: BackupWork
  readonly log: Log
  readonly desktop: Desktop
  readonly kdf: Kdf['defaults']
  /** The computer's name, shown in emails so that a person with two computers can tell them apart. */
  readonly computer: string
  readonly language: string
  /** The app's version; a database stores which one used it last. */
  readonly version?: string
  /** PEM of an extra certificate authority to trust, for tests. */
  readonly extraCa?: string
}

export interface DesktopEnvironment extends Environment {
  readonly keychain: LockableKeychain
}

/** The environment of a desktop. @param changes replacements for tests */
export function desktopEnvironment(
  desktop: Pick<Environment, 'clock' | 'log' | 'desktop' | 'computer' | 'language' | 'version'> & {
    readonly safeStorage: SafeStorage
    readonly keyring: Keyring
    readonly meterScript: URL
  },
  changes: { readonly noKeychain: boolean; readonly fastKdf: boolean; readonly extraCa?: string },
): DesktopEnvironment {
  const { clock, log, desktop: offered, computer, language, safeStorage, meterScript } = desktop
  return {
    clock,
    log,
    desktop: offered,
    computer,
    language,
    ...(desktop.version === undefined ? {} : { version: desktop.version }),
    keychain: lockableKeychain(
      changes.noKeychain
        ? missingKeychain
        : electronKeychain(safeStorage, (error) => log.error('keychain', error)),
      { keyring: desktop.keyring, later },
    ),
    meter: workerPasswordMeter(meterScript),
    importReaders: workerImportReaders(new URL('import-reader.js', meterScript)),
    // The scripts of the worker threads are in one folder.
    backupWork: workerBackupWork(new URL('backups.js', meterScript)),
    kdf: changes.fastKdf ? owaspMinimum : rfc9106,
    ...(changes.extraCa === undefined ? {} : { extraCa: changes.extraCa }),
  }
}

// `later`, and `pause` between slices of long work, with Node's timers.

export const later: Later = (work, delayMs) => {
  const timer = setTimeout(work, delayMs)
  return () => clearTimeout(timer)
}

export const pause: Pause = () => new Promise((resume) => setImmediate(resume))
