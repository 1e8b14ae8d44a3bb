import type { Log } from '../../domain/ports'
import type { EventLog, LogFields, LogLevel, LogTail } from '../../domain/ports/diagnostics'
import { lineOf, redactor } from './line'
import { rotatingFile } from './rotating-file'

/** 3 × 512 KiB: weeks of normal use, and still small enough to send. */
const maxBytes = 512 * 1024
const files = 3

interface FileLog extends EventLog, LogTail {
  readonly redact: (text: string) => string
  /** For the end of the program: writes the rest synchronously. */
  flushNow(): void
  /** Resolves when everything appended so far has been written or given up. */
  settled(): Promise<void>
}

/**
 * The log in the data folder. `line.ts` decides what goes into it.
 *
 * @param options.echo in development: receives every error unredacted
 */
export function fileLog(options: {
  readonly folder: string
  readonly home: string
  readonly now: () => number
  readonly echo?: Log
}): FileLog {
  const { folder, now, echo } = options
  const file = rotatingFile({ folder, name: 'latchkey', maxBytes, files })
  const redact = redactor(options.home)
  const write = (level: LogLevel, what: string, fields?: LogFields, error?: unknown) => {
    const line = lineOf(now(), level, redact(what), fields, error)
    file.append(line)
  }
  return {
    redact,
    error(what, error) {
      echo?.error(what, error)
      write('error', what, {}, error)
    },
    warn: (what, fields) => write('warn', what, fields),
    info: (what, fields) => write('info', what, fields),
    tail: file.tail,
    flushNow: file.flushNow,
    settled: file.settled,
  }
}
