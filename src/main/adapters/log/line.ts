import { errorCodes } from '@contract/errors'
import { updateProblems } from '@contract/program-models'
import type { LogFields, LogLevel } from '../../domain/ports/diagnostics'

const mostFrames = 8
const mostText = 300

const ourCodes: ReadonlySet<string> = new Set([...errorCodes, ...updateProblems])
/** Codes from SQLite, the operating system and Node. */
const foreignCode = /^(?:SQLITE_[A-Z_]{2,40}|E[A-Z0-9]{2,15}|ERR_[A-Z0-9_]{2,60})$/
const namePattern = /^(?:[A-Z][A-Za-z]{0,30}(?:Error|Problem|Failure)|Error|BadCopy)$/

const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value)
const isCode = (value: unknown): value is string =>
  typeof value === 'string' && (ourCodes.has(value) || foreignCode.test(value))

/** The values each field may hold, checked again when writing because types aren't enforced at run time. */
const allowed: { readonly [F in keyof Required<LogFields>]: (value: unknown) => boolean } = {
  code: isCode,
  count: isNumber,
  ms: isNumber,
  bytes: isNumber,
  version: (value) => /^\d{1,6}\.\d{1,6}\.\d{1,6}[\w.+-]{0,20}$/.test(String(value)),
  state: (value) => /^[a-z-]{2,24}$/.test(String(value)),
}
const fieldNames = Object.keys(allowed) as (keyof LogFields)[]

/** The parts of a stack frame that we log: function, file name without its folder, line, column. */
const framePattern =
  /^\s+at (?:(?:async |new )*([\w$.<>]{1,80}) )?.*?([\w.-]{1,60}\.[cm]?[jt]s):(\d+):(\d+)\)?$/

/** Example: `2026-11-21T09:00:00.000Z error channel vault.save: Error SQLITE_FULL at save (index.js:1:2)`. */
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

/** Keeps an entry on one line, without control or bidirectional characters that could disguise it. */
const printable = (text: string) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim()

/**
 * Never logs an error's message. It may hold whatever was being worked on, such as an entry's title or a
 * server's answer, and no pattern would recognize that. What is left says where it happened and what kind
 * it is.
 */
function described(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 3) return ''
  const { code } = error as { code?: unknown }
  const name = namePattern.test(error.name) ? error.name : 'Error'
  const own = [name, ...(isCode(code) ? [code] : []), ...framesOf(error)].join(' ')
  const cause = described(error.cause, depth + 1)
  return cause === '' ? own : `${own} because of ${cause}`
}

/** A stack starts with the message, which may contain lines that look like frames: cut it off completely. */
function framesOf({ message, stack }: Error): string[] {
  if (typeof stack !== 'string' || typeof message !== 'string') return []
  const start = stack.indexOf(message)
  // The message was changed later, so we can't tell where it ends in the stack.
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

// A second line of defence. Callers shouldn't pass secrets to the log in the first place; anything that
// still looks like one is removed here, and only here.

/** The digits and letters used in codes: no I, L, O, U (Crockford's base 32). */
const sign = '[0-9A-HJKMNP-TV-Z]'

const patterns: readonly (readonly [RegExp, string])[] = [
  [/latchkey:\S+/gi, '<link>'],
  [/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, '<address>'],
  // An email address may contain quotes and brackets: remove everything up to the next space.
  [/\S*@\S+/g, '<address>'],
  [/(?:\/home|\/Users|[A-Za-z]:\\Users)[/\\][^/\\\s]+/g, '~'],
  // Keys, tokens, hashes: a long run that isn't a word.
  [/\b(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[\w+/=-]{20,}/g, '<secret>'],
  [/[\w+/=-]{40,}/g, '<secret>'],
  // Recovery codes: groups, separated in any way.
  [new RegExp(`\\b${sign}{4,5}(?:[- ]${sign}{4,5}){3,}\\b`, 'g'), '<code>'],
  [new RegExp(`\\b${sign}{4,5}(?:-${sign}{4,5}){3,}\\b`, 'gi'), '<code>'],
  // Short codes: ten characters, or five and five.
  [new RegExp(`\\b${sign}{5}[- ]?${sign}{5}\\b`, 'g'), '<code>'],
  [new RegExp(`\\b${sign}{5}-${sign}{5}\\b`, 'gi'), '<code>'],
  [new RegExp(`\\b(?=[a-z]*\\d)${sign}{10}\\b`, 'gi'), '<code>'],
]

/** @param home the user's home folder, which is often named after the user */
export function redactor(home: string): (text: string) => string {
  return (text) => {
    const away = home.length > 1 ? text.replaceAll(home, '~') : text
    return patterns.reduce((now, [pattern, instead]) => now.replace(pattern, instead), away)
  }
}
