import { chmodSync, lutimesSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../setup/paths.mjs'
import { run, tail } from '../setup/run.mjs'
import { SetupError } from '../setup/say.mjs'

/**
 * The timestamp of everything in a package, in seconds since 1970: that of the commit, so that the same
 * commit makes the same package. https://reproducible-builds.org/specs/source-date-epoch/
 */
export async function sourceDate(env = process.env) {
  const given = Number(env['SOURCE_DATE_EPOCH'] || Number.NaN)
  if (Number.isInteger(given)) return given
  const commit = await run('git', ['-C', root, 'log', '-1', '--format=%ct'])
  const of = Number(commit.output.trim())
  // A source archive without the history.
  return commit.ok && Number.isInteger(of) ? of : Date.UTC(2026, 0, 1) / 1000
}

/**
 * Sets the permissions of an installed program and one time for all files: neither depends on who builds.
 * @param {string} folder
 * @param {number} date seconds since 1970
 */
export function evenOut(folder, date) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isSymbolicLink()) {
      const runs = entry.isDirectory() || (statSync(path).mode & 0o100) !== 0
      chmodSync(path, runs ? 0o755 : 0o644)
    }
    lutimesSync(path, date, date)
  }
  chmodSync(folder, 0o755)
  lutimesSync(folder, date, date)
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env] to add
 */
export async function runTool(command, args, env = {}) {
  const result = await run(command, args, { env: { ...process.env, ...env } })
  if (result.ok) return result.output
  throw new SetupError(
    `${command} failed:\n${tail(result.output)}`,
    'fix what it reports, and run the same command again.',
  )
}
