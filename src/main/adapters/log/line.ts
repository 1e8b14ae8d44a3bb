import { errorCodes } from '@contract/errors'
import { updateProblems } from '@contract/update-models'
import type { LogFields, LogLevel } from '../../domain/ports/diagnostics'

const mostFrames = 8
const mostText = 300

const ourCodes: ReadonlySet<string> = new Set([...errorCodes, ...updateProblems])
/** SQLite's, the system's and Node's own. */
const foreignCode = /^(?:SQLITE_[A-Z_]{2,40}|E[A-Z0-9]{2,15}|ERR_[A-Z0-9_]{2,60})$/
const namePattern = /^(?:[A-Z][A-Za-z]{0,30}(?:Error|Problem|Failure)|Error|BadCopy)$/

const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value)
const isCode = (value: unknown): value is string =>
  typeof value === 'string' && (ourCodes.has(value) || foreignCode.test(value))

/** What each field may hold, looked at again when it is written: types do not hold at run time. */
const allowed: { readonly [F in keyof Required<LogFields>]: (value: unknown) => boolean } = {
  code: isCode,
  count: isNumber,
  ms: isNumber,
  bytes: isNumber,
  version: (value) => /^\d{1,6}\.\d{1,6}\.\d{1,6}[\w.+-]{0,20}$/.test(String(value)),
  state: (value) => /^[a-z-]{2,24}$/.test(String(value)),
}
const fieldNames = Object.keys(allowed) as (keyof LogFields)[]

/** What is ours of a frame: function, file without its folder, line, column. */
const framePattern =
  /^\s+at (?:(?:async |new )*([\w$.<>]{1,80}) )?.*?([\w.-]{1,60}\.[cm]?[jt]s):(\d+):(\d+)\)?$/

/** For instance `2026-11-21T09:00:00.000Z error channel vault.save: Error SQLITE_FULL at save (index.js:1:2)`. */
export function lineOf(
  at: number,
  level: LogLevel,
  what: string,
  fields: LogFields = {},
  error?: unknown,
): string {
  const parts = fieldNames.flatMap((name) => {
    const value = fields[name]
    return value !== undefined && allowed[name](value) ? [` ${name}=${value}`] : []
  })
  const fault = described(error)
  const said = printable(what).slice(0, mostText)
  return `${new Date(at).toISOString()} ${level.padEnd(5)} ${said}${parts.join('')}${fault && `: ${fault}`}`
}

/** A line is one line, and reads as it is written: no control characters, none that turn the text around. */
const printable = (text: string) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim()

/**
 * Never an error's message: it may hold whatever was being worked on, an entry's title or a server's
 * answer, and no pattern would know them. What remains says where it happened and of which kind it is.
 */
function described(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 3) return ''
  const { code } = error as { code?: unknown }
  const name = namePattern.test(error.name) ? error.name : 'Error'
  const own = [name, ...(isCode(code) ? [code] : []), ...framesOf(error)].join(' ')
  const cause = described(error.cause, depth + 1)
  return cause === '' ? own : `${own} because of ${cause}`
}

/** The message comes first in a stack and may hold lines that look like frames: it is cut off whole. */
function framesOf({ message, stack }: Error): string[] {
  if (typeof stack !== 'string' || typeof message !== 'string') return []
  const start = stack.indexOf(message)
  // A message that was changed afterwards: where it ends cannot be told.
  if (start < 0) return []
  return stack
    .slice(start + message.length)
    .split('\n')
    .flatMap((frame) => {
      const found = framePattern.exec(frame)
      if (found === null) return []
      const [, work = '', file, line, column] = found
      return [`at ${work && `${work} `}(${file}:${line}:${column})`]
    })
    .slice(0, mostFrames)
}
