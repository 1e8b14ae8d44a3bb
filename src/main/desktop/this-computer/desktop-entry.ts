/** Desktop entries (freedesktop.org, "Desktop Entry Specification" 1.5). */

import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/**
 * @param command the program and its arguments
 * @param entries further keys and values, without line breaks
 * @throws RangeError if the command contains control characters
 */
export function desktopEntry(
  command: readonly string[],
  entries: Readonly<Record<string, string>>,
): string {
  const [program = ''] = command
  // TryExec makes the entry count as missing once the program is gone: nothing tells us of our removal.
  const own = { Exec: execLine(command), TryExec: program.replaceAll('\\', '\\\\') }
  const all = { Type: 'Application', Name: 'Latchkey', ...own, ...entries }
  const lines = Object.entries(all).map(([key, value]) => `${key}=${value}`)
  return `[Desktop Entry]\n${lines.join('\n')}\n`
}

/** Leaves field codes that stand alone unquoted, such as `%u`, which the system fills in. */
function execLine(command: readonly string[]): string {
  return command.map((part) => (/^%[uU]$/.test(part) ? part : quoted(part))).join(' ')
}

/**
 * Quotes as in "The Exec key", then escapes once more, as in every value of type string.
 * @throws RangeError for control characters
 */
function quoted(part: string): string {
  if (/\p{Cc}/u.test(part)) throw new RangeError('a control character in a command')
  const inQuotes = part.replaceAll('%', '%%').replace(/["`$\\]/g, '\\$&')
  return `"${inQuotes.replaceAll('\\', '\\\\')}"`
}

/** A value of the entry's main group; null if there is none. */
export function entryValue(text: string, key: string): string | null {
  const [, group = ''] = text.split(/^\[Desktop Entry\][ \t]*$/m)
  const ownLines = (group.split(/^\[/m)[0] ?? '').split('\n')
  const line = ownLines.find((one) => one.startsWith(`${key}=`))
  return line?.slice(key.length + 1).trim() ?? null
}

/**
 * The words of an entry's command, without the field codes that the system fills in; empty if there is no
 * command, or none that can be read.
 */
export function execWords(text: string): readonly string[] {
  // First unescape the value of type string, then unquote as in "The Exec key".
  const line = (entryValue(text, 'Exec') ?? '').replaceAll('\\\\', '\\')
  const words = line.match(/"(?:[^"\\]|\\.)*"|[^\s"]+/g) ?? []
  return words
    .filter((word) => !/^%[a-zA-Z]$/.test(word))
    .map((word) => (word.startsWith('"') ? word.slice(1, -1).replace(/\\(.)/g, '$1') : word))
    .map((word) => word.replaceAll('%%', '%'))
}

type Env = Readonly<Record<string, string | undefined>>

/** The folders of a Linux desktop (freedesktop.org, "XDG Base Directory Specification" 0.8). */
export function xdgFolders(env: Env) {
  // The specification says to ignore relative paths.
  const named = (path: string | undefined, otherwise: string) =>
    path !== undefined && isAbsolute(path) ? path : otherwise
  const home = homedir()
  const data = named(env['XDG_DATA_HOME'], join(home, '.local/share'))
  const system = (env['XDG_DATA_DIRS'] || '/usr/local/share:/usr/share').split(':')
  return {
    autostart: join(named(env['XDG_CONFIG_HOME'], join(home, '.config')), 'autostart'),
    /** The folders of programs' desktop entries: the person's own, then the system's. */
    ownPrograms: join(data, 'applications'),
    programs: system.filter(isAbsolute).map((folder) => join(folder, 'applications')),
  }
}
