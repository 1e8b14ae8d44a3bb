import { resolve } from 'node:path'
import type { App } from 'electron'
import { linkAmong } from '../../domain/links/parse'

/** Passed to a start at login that should stay hidden. */
export const hiddenSwitch = 'hidden'

const dataFolder = '--user-data-dir='

/** Bytes. The message also contains the working folder, of at most 4 KiB. */
const longestArguments = 16 * 1024

/** Replaces a link that is too long to be valid. */
const noLink = 'latchkey://too-long'

/**
 * The arguments of this start, for starting again: not hidden, without a link that was already opened, and
 * independent of the working folder.
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
 * Shortens arguments that are too long. A second start sends its arguments to the first in one message of
 * at most 32 KiB (process_singleton_posix.cc, kMaxMessageLength). The first closes the connection at a
 * longer one, and Chromium then ends the first, so a web page with a very long link could. A start with too
 * many arguments therefore starts again with those that fit. Our own links are less than a tenth of that; a
 * longer one is replaced by an invalid link, so that the person is told.
 *
 * @param args without the program itself
 * @returns null if they are short enough
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

/** As they are sent: with a zero after each. */
const bytes = (args: readonly string[]) =>
  args.reduce((sum, arg) => sum + Buffer.byteLength(arg) + 1, 0)

/**
 * The command that starts this app as it runs now, with the same data and keyring. If the app was started
 * as `electron FOLDER`, the folder is part of it.
 */
export function ownCommand(
  app: Pick<App, 'commandLine' | 'getPath' | 'isPackaged'>,
  argv: readonly string[] = process.argv,
): readonly string[] {
  const [program = process.execPath, script] = process.defaultApp
    ? [process.execPath, argv.find((arg, at) => at > 0 && !arg.startsWith('-'))]
    : [process.execPath]
  const elsewhere = app.commandLine.hasSwitch('user-data-dir')
  // An installed app only starts with this switch as root.
  const unsandboxed = app.commandLine.hasSwitch('no-sandbox')
  // An installed app has already checked that the value names a keyring.
  const keyring = app.isPackaged ? argv.filter((arg) => arg.startsWith('--password-store=')) : []
  return [
    program,
    ...(unsandboxed ? ['--no-sandbox'] : []),
    ...(elsewhere ? [dataFolder + app.getPath('userData')] : []),
    ...keyring,
    ...(script === undefined ? [] : [resolve(script)]),
  ]
}
