import { resolve } from 'node:path'
import type { App } from 'electron'
import { linkAmong } from '../../domain/links/parse'

/** Given to a start at login that is to stay out of sight. */
export const hiddenSwitch = 'hidden'

const dataFolder = '--user-data-dir='

/** Bytes. The folder it was started in goes with them, of at most 4 KiB. */
const longestArguments = 16 * 1024

/** In place of one that is too long to be one. */
const noLink = 'latchkey://too-long'

/**
 * What this start was given, for the next one: in sight, without a link that was opened already, and
 * from whatever folder it is started in.
 *
 * @param args without the program itself
 */
export const argumentsAgain = (args: readonly string[]): readonly string[] =>
  args
    .filter((arg) => arg !== `--${hiddenSwitch}` && !/^latchkey:/i.test(arg))
    .map((arg) =>
      arg.startsWith(dataFolder) ? dataFolder + resolve(arg.slice(dataFolder.length)) : arg,
    )

/**
 * A second start hands its arguments to the first in one message of at most 32 KiB
 * (process_singleton_posix.cc, kMaxMessageLength). The first hangs up on a longer one, and Chromium
 * then ends it: a web page with a very long link could. So a start that was given too much begins
 * again with what fits. No link of ours is a tenth as long: it is replaced by one that is not valid, for
 * whichever start continues to say so.
 *
 * @param args without the program itself
 * @returns null when they are short enough as they are
 */
export function argumentsThatFit(args: readonly string[]): readonly string[] | null {
  if (bytes(args) <= longestArguments) return null
  const link = linkAmong(args)
  const fitting: string[] = []
  let room = longestArguments / 2
  for (const arg of argumentsAgain(args)) {
    if (bytes([arg]) > room) continue
    fitting.push(arg)
    room -= bytes([arg])
  }
  if (link !== null) fitting.push(bytes([link]) > longestArguments / 2 ? noLink : link)
  return fitting
}

/** As they are handed over: with a zero after each. */
const bytes = (args: readonly string[]) =>
  args.reduce((sum, arg) => sum + Buffer.byteLength(arg) + 1, 0)

/**
 * What starts this app as it runs now, with the same data and the same keyring. Started as
 * `electron FOLDER`, the folder is part of it.
 */
export function ownCommand(
  app: Pick<App, 'commandLine' | 'getPath' | 'isPackaged'>,
  argv: readonly string[] = process.argv,
): readonly string[] {
  const [program = process.execPath, script] = process.defaultApp
    ? [process.execPath, argv.find((arg, at) => at > 0 && !arg.startsWith('-'))]
    : [process.execPath]
  const elsewhere = app.commandLine.hasSwitch('user-data-dir')
  // An installed app has it for root alone, or does not start.
  const unsandboxed = app.commandLine.hasSwitch('no-sandbox')
  // An installed app has seen to it that this names a keyring.
  const keyring = app.isPackaged ? argv.filter((arg) => arg.startsWith('--password-store=')) : []
  return [
    program,
    ...(unsandboxed ? ['--no-sandbox'] : []),
    ...(elsewhere ? [dataFolder + app.getPath('userData')] : []),
    ...keyring,
    ...(script === undefined ? [] : [resolve(script)]),
  ]
}
