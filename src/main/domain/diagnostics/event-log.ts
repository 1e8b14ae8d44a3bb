import type { Log } from '../ports'

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

export const logLevels = ['info', 'warn', 'error'] as const
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
