/** Opens a profile's data folder, or says why it can't be used. */

import { join } from 'node:path'
import type { Profile, StartProblem } from '@contract/models'
import { hasMore, newestGoodBackup, putBackupInPlace } from '../adapters/sqlite/backup-recover'
import type { BackupWork } from '../adapters/sqlite/backup-work'
import { StoreProblem } from '../adapters/sqlite/store-problem'
import { build, type OpenProfile } from './build'
import type { Environment } from './environment'

/**
 * Opens a profile's data folder and builds its services, or returns why it can't be used.
 *
 * @param anyway also open an incomplete or altered database; an incomplete one is copied first
 */
export async function openProfile(
  profile: Profile,
  folder: string,
  env: Environment,
  anyway = false,
): Promise<OpenProfile | StartProblem> {
  try {
    return await build(profile, databaseFile(folder), env, anyway)
  } catch (error) {
    if (error instanceof StoreProblem) return withBackup(error.problem, env.backupWork)
    throw error
  }
}

async function withBackup(problem: StartProblem, work: BackupWork): Promise<StartProblem> {
  if (!givesWay(problem)) return problem
  const backup = await newestGoodBackup(problem.path, work)
  if (backup === null || problem.readable === undefined) {
    return { ...problem, backup: backup && { at: backup.at } }
  }
  return { ...problem, backup: { at: backup.at, newer: hasMore(backup, problem.path) } }
}

/** Whether a backup may take its place: it is damaged, or this version can't read it. */
export const givesWay = ({ code }: StartProblem): boolean => code.startsWith('DATABASE_')

/**
 * Replaces a database that can't be used with the newest good backup, and keeps the old file.
 *
 * @returns false if there is no good backup. Then, as after an error, nothing has been changed.
 */
export async function recoverProfile(
  folder: string,
  problem: StartProblem,
  env: Environment,
): Promise<boolean> {
  const file = databaseFile(folder)
  const backup = await newestGoodBackup(file, env.backupWork)
  if (backup !== null) await putBackupInPlace(file, backup, env.clock.now(), asideAs(problem))
  return backup !== null
}

/** What the file that gave way is called from now on. */
function asideAs({ code }: StartProblem) {
  if (code === 'DATABASE_NEWER') return 'newer'
  return code === 'DATABASE_OLDER' ? 'older' : 'damaged'
}

const databaseFile = (folder: string) => join(folder, 'latchkey.sqlite')
