/** What diagnostics need from outside. Whatever cannot be found out is null, never an error. */

import type { KeychainView, LinkHandler } from '@contract/program-models'
import type { Log } from './runtime'

/** A fact for the report, with a name of ours. */
export type Fact = readonly [name: string, value: string]

/** The computer and the program, apart from anybody's data. */
export interface ComputerFacts {
  /** Versions and the desktop's names for itself, as they come. */
  facts(): Promise<readonly Fact[]>
  /** Of the data folder. `private`: nobody else on this computer may look into it. */
  folder(): Promise<{ readonly private: boolean; readonly writable: boolean } | null>
  /** Bytes left for the data folder. */
  freeBytes(): Promise<number | null>
  /** Which program the system opens our links with. */
  linkHandler(): Promise<LinkHandler['state']>
  /** Whether the keyring opens, as far as that is known. Asks nobody. */
  keychain(): KeychainView
  readonly sandboxed: boolean
  readonly packaged: boolean
  /** The system's name for where secrets are kept. Asking for it asks the person nothing. */
  keychainName(): string | null
}

export interface DatabaseChecker {
  /** Reads all of it, on a thread of its own, by a connection that cannot write. */
  check(): Promise<DatabaseFacts>
}

export interface DatabaseFacts {
  readonly state: 'good' | 'damaged' | 'missing' | 'unreadable'
  /** The version of its tables; 0 when it cannot be told. */
  readonly version: number
  readonly sqlite: string
}

/**
 * All that a line of the log may say besides what happened. Numbers, and words from our own lists:
 * nothing that somebody typed, and no error's message.
 */
export interface LogFields {
  readonly code?: string
  readonly count?: number
  readonly ms?: number
  readonly bytes?: number
  /** A version of Latchkey or of something it is made of. */
  readonly version?: string
  readonly state?: string
}

const logLevels = ['info', 'warn', 'error'] as const
export type LogLevel = (typeof logLevels)[number]

/** The log with its quieter levels. None of them ever waits for the disk. */
export interface EventLog extends Log {
  info(what: string, fields?: LogFields): void
  warn(what: string, fields?: LogFields): void
}

export interface LogTail {
  /** The newest lines, oldest first. Empty when there is no log, or it cannot be read. */
  tail(lines: number): Promise<readonly string[]>
}
