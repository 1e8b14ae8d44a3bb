import { readFileSync } from 'node:fs'

/**
 * What tests may change in a build that is not packaged, read from the JSON file that
 * `LATCHKEY_TEST_SWITCHES` names. A packaged app never looks.
 */
export interface TestSwitches {
  /** Added to the clock, milliseconds. */
  readonly clockOffsetMs?: number
  /** In place of the seconds since the last input. */
  readonly idleSeconds?: number
  readonly keychain?: 'missing'
  /** Chromium's name of a keyring: Playwright starts every app without one. */
  readonly passwordStore?: string
  /** OWASP's minimum in place of RFC 9106's parameters. */
  readonly fastPasswords?: boolean
  /** A file with a certificate authority to trust for mail. */
  readonly mailCa?: string
  /** In place of the feed that was built in, and of what an update replaces. */
  readonly updates?: {
    readonly url: string
    readonly keys: readonly { readonly kid: string; readonly x: string }[]
    readonly caFile: string
    readonly executable?: string
  }
  /** Does not ask the system to open links with this app. */
  readonly noSchemeRegistration?: boolean
}

/** @returns what to call for the present switches; they may change while the app runs. */
export function testSwitches(packaged: boolean): () => TestSwitches {
  const file = packaged ? undefined : process.env['LATCHKEY_TEST_SWITCHES']
  if (file === undefined) return () => ({})
  return () => JSON.parse(readFileSync(file, 'utf8')) as TestSwitches
}
