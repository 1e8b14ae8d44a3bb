/** Read-only models of the diagnostics. Times are milliseconds since the Unix epoch. */

export const checkNames = [
  'database',
  'folder',
  'disk',
  'keychain',
  'links',
  'mail',
  'clock',
  'backup',
  'sandbox',
  'package',
] as const
export type CheckName = (typeof checkNames)[number]

/**
 * - `ok`: as it should be. `notice`: works, and could be better. `bad`: does not work.
 * - `unknown`: could not be found out, or does not matter here.
 */
export const checkStates = ['ok', 'notice', 'bad', 'unknown'] as const
export type CheckState = (typeof checkStates)[number]

export interface Check {
  readonly name: CheckName
  readonly state: CheckState
  /** A figure or a name of the system's: never something that a person typed. May be empty. */
  readonly detail: string
}

export interface DiagnosticsView {
  /** Also what tells this report from others. */
  readonly madeAt: number
  readonly checks: readonly Check[]
  /** All of it, to the letter: what is copied and saved. */
  readonly text: string
  /** Whether the log is in it: it tells when mails went, which is the owner's business. */
  readonly withLog: boolean
}
