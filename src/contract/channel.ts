import { z } from 'zod/mini'
import type { ErrorCode, PasswordReason } from './errors'
import { maxPasswordUnits } from './limits'
import type { ResetOutcome } from './models'

/** Which window may call a channel. */
export type WindowKind = 'app' | 'mailbox'

export interface Channel<W extends WindowKind, A, R> {
  readonly window: W
  readonly args: z.ZodMiniType<A>
  /** For the type only, never read. */
  readonly result?: R
}

export const app =
  <R>() =>
  <A>(args: z.ZodMiniType<A>): Channel<'app', A, R> => ({ window: 'app', args })
export const mailbox =
  <R>() =>
  <A>(args: z.ZodMiniType<A>): Channel<'mailbox', A, R> => ({ window: 'mailbox', args })

export const nothing = z.undefined()
export const email = z.string().check(z.maxLength(1024))
export const password = z.string().check(z.maxLength(maxPasswordUnits))
/** 16 random bytes as base64url: a reference to something that main stores, or a row's id. */
export const ref = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/))
/** A recovery code as typed; main parses it. */
export const typedCode = z.string().check(z.maxLength(200))

/** No control characters: one could end a header or a command line (CWE-93). */
export const line = (max: number) => z.string().check(z.maxLength(max), z.regex(/^\P{Cc}*$/u))

export interface Failure {
  readonly ok: false
  readonly code: ErrorCode
  /** With `WAIT`: when the next attempt is possible, milliseconds since the Unix epoch. */
  readonly retryAt?: number
  /** With `PASSWORD_REFUSED`. */
  readonly reason?: PasswordReason
  /** With `FILE_DAMAGED`: the row, counted as in a spreadsheet. */
  readonly row?: number
  /** With `OUTCOME_CHANGED`: what the reset would do to the entries now. */
  readonly outcome?: ResetOutcome
}

export interface Success<T> {
  readonly ok: true
  readonly value: T
}

/** The answer to every call over the bridge. Calls never throw. */
export type Result<T> = Success<T> | Failure
