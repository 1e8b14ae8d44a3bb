import { spawn } from 'node:child_process'

/**
 * Waits for the system's installer, then opens the app again where that was asked for. What it is
 * given comes as arguments, so that no path is ever read as a command. The installer writes files
 * for everybody, whatever rights this person's own files get.
 */
const script = '(umask 022; exec "$1" "$2" install --yes "$3"); shift 3; [ $# -eq 0 ] || exec "$@"'

/**
 * Begins an installation that outlives this program, which it replaces.
 *
 * @param installer what asks for an administrator's password, and what installs then
 * @param opened the program that is opened afterwards, installed or not, with its arguments;
 * empty: none
 * @returns whether it runs
 */
export function installAndOpen(
  installer: readonly [string, string],
  file: string,
  opened: readonly string[],
): Promise<boolean> {
  const args = ['-c', script, 'latchkey-update', ...installer, file, ...opened]
  const child = spawn('/bin/sh', args, { detached: true, stdio: 'ignore', cwd: '/' })
  child.unref()
  return new Promise((done) => {
    child.once('spawn', () => done(true))
    child.once('error', () => done(false))
  })
}
