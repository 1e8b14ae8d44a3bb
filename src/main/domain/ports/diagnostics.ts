/** What diagnostics need from outside. Anything that can't be found out is null, never an error. */

import type { KeychainView, LinkHandler } from '@contract/program-models'
import type { Log } from './runtime'

/** A fact for the report, under a name of ours. */
export type Fact = readonly [name: string, value: string]

/** The computer and the program, without anyone's data. */
export interface ComputerFacts {
  /** Versions and the desktop's names for itself, unchanged. */
  facts(): Promise<readonly Fact[]>
  /** Of the data folder. `private`: no one else on this computer can look into it. */
  folder(): Promise<{ readonly private: boolean; readonly writable: boolean } | null>
  /** Free bytes for the data folder. */
  freeBytes(): Promise<number | null>
  /** Which program the system opens our links with. */
  linkHandler(): Promise<LinkHandler['state']>
  /** Whether the keyring opens, as far as that is known. Asks no one. */
  keychain(): KeychainView
  readonly sandboxed: boolean
  readonly packaged: boolean
  /** The system's name for where secrets are stored. Never prompts the person. */
  keychainName(): string | null
}

export interface DatabaseChecker {
  /** Reads all of it, on its own thread, over a connection that can't write. */
  check(): Promise<DatabaseFacts>
}

export interface DatabaseFacts {
  readonly state: 'good' | 'damaged' | 'missing' | 'unreadable'
  /** The version of its tables; 0 if unknown. */
  readonly version: number
  readonly sqlite: string
}

/**
 * All that a log line may say besides what happened: numbers, and words from our own lists. Nothing
 * that someone typed, and no error message.
 */
export interface LogFields {
  readonly code?: string
  readonly count?: number
  readonly ms?: number
  readonly bytes?: number
  /** The version of Latchkey or of one of its components. */
  readonly version?: string
  readonly state?: string
}

const logLevels = ['info', 'warn', 'error'] as const
export type LogLevel = (typeof logLevels)[number]

/** The log with its lower levels. None of them ever waits for the disk. */
export interface EventLog extends Log {
  info(what: string, fields?: LogFields): void
  warn(what: string, fields?: LogFields): void
}

export interface LogTail {
  /** The newest lines, oldest first. Empty if there is no log or it can't be read. */
  tail(lines: number): Promise<readonly string[]>
}
