import { readFileSync } from 'node:fs'

/**
 * What tests may change in a build that isn't packaged, read from the JSON file named by
 * `LATCHKEY_TEST_SWITCHES`. A packaged app ignores it.
 */
export interface TestSwitches {
  /** Added to the clock, in milliseconds. */
  readonly clockOffsetMs?: number
  /** Replaces the seconds since the last input. */
  readonly idleSeconds?: number
  readonly keychain?: 'missing'
  /** Chromium's name of a keyring: Playwright starts every app without one. */
  readonly passwordStore?: string
  /** OWASP's minimum instead of RFC 9106's parameters. */
  readonly fastPasswords?: boolean
  /** A file with a certificate authority to trust for mail servers. */
  readonly mailCa?: string
  /** Replaces the built-in feed, and the program that an update replaces. */
  readonly updates?: {
    readonly url: string
    readonly keys: readonly { readonly kid: string; readonly x: string }[]
    readonly caFile: string
    readonly executable?: string
  }
  /** Don't ask the system to open links with this app. */
  readonly noSchemeRegistration?: boolean
}

/** @returns a function that reads the current switches; they may change while the app runs */
export function testSwitches(packaged: boolean): () => TestSwitches {
  const file = packaged ? undefined : process.env['LATCHKEY_TEST_SWITCHES']
  if (file === undefined) return () => ({})
  return () => JSON.parse(readFileSync(file, 'utf8')) as TestSwitches
}
