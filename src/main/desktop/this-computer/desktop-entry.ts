/** Desktop entries (freedesktop.org, "Desktop Entry Specification" 1.5). */

import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/**
 * @param command the program and its arguments
 * @param entries what else the entry says; a value has no line breaks
 */
export function desktopEntry(
  command: readonly string[],
  entries: Readonly<Record<string, string>>,
): string {
  const [program = ''] = command
  // Once the program is gone, the entry is as if it were gone too: nobody tells us of our removal.
  const own = { Exec: execLine(command), TryExec: program.replaceAll('\\', '\\\\') }
  const all = { Type: 'Application', Name: 'Latchkey', ...own, ...entries }
  const lines = Object.entries(all).map(([key, value]) => `${key}=${value}`)
  return `[Desktop Entry]\n${lines.join('\n')}\n`
}

/** Field codes such as `%u`, which the system fills in, stay as they are when they stand alone. */
function execLine(command: readonly string[]): string {
  return command.map((part) => (/^%[uU]$/.test(part) ? part : quoted(part))).join(' ')
}

/**
 * Quoted as "The Exec key" asks for, and then escaped once more, as in every value of type string.
 * Throws for what no line can hold.
 */
function quoted(part: string): string {
  if (/\p{Cc}/u.test(part)) throw new RangeError('a control character in a command')
  const inQuotes = part.replaceAll('%', '%%').replace(/["`$\\]/g, '\\$&')
  return `"${inQuotes.replaceAll('\\', '\\\\')}"`
}

/** A value of the group that every entry begins with; null where there is none. */
export function entryValue(text: string, key: string): string | null {
  const [, group = ''] = text.split(/^\[Desktop Entry\][ \t]*$/m)
  const ownLines = (group.split(/^\[/m)[0] ?? '').split('\n')
  const line = ownLines.find((one) => one.startsWith(`${key}=`))
  return line?.slice(key.length + 1).trim() ?? null
}

/**
 * The command of an entry as its words, without the field codes that the system fills in; empty where
 * there is none, or none that can be read.
 */
export function execWords(text: string): readonly string[] {
  // First as a value of type string, then as "The Exec key" has it quoted.
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
  // A path that is not absolute is to be taken for none.
  const named = (path: string | undefined, otherwise: string) =>
    path !== undefined && isAbsolute(path) ? path : otherwise
  const home = homedir()
  const data = named(env['XDG_DATA_HOME'], join(home, '.local/share'))
  const system = (env['XDG_DATA_DIRS'] || '/usr/local/share:/usr/share').split(':')
  return {
    autostart: join(named(env['XDG_CONFIG_HOME'], join(home, '.config')), 'autostart'),
    /** Where desktop entries of programs lie: the person's own, then the system's. */
    ownPrograms: join(data, 'applications'),
    programs: system.filter(isAbsolute).map((folder) => join(folder, 'applications')),
  }
}
