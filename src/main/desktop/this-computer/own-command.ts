import { resolve } from 'node:path'
import type { App } from 'electron'

/** Given to a start at login that is to stay out of sight. */
export const hiddenSwitch = 'hidden'

const dataFolder = '--user-data-dir='

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
