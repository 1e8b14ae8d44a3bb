import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { StartProblem } from '@contract/models'

interface Readable {
  readonly found: 'whole' | 'incomplete' | 'altered'
  readonly lastAt: number | null
}

/** Why the database can't be used. The file hasn't been changed. */
export class StoreProblem extends Error {
  override readonly name = 'StoreProblem'
  constructor(
    readonly problem: StartProblem,
    options?: ErrorOptions,
  ) {
    super(problem.code, options)
  }
}

export const corrupt = (path: string): StoreProblem =>
  new StoreProblem({ code: 'DATABASE_CORRUPT', path, backup: null })

/** The database can still be opened, if the person chooses to. */
export function readable(path: string, { found, lastAt }: Readable): StoreProblem {
  const code = found === 'altered' ? 'DATABASE_ALTERED' : 'DATABASE_CORRUPT'
  return new StoreProblem({ code, path, backup: null, readable: { lastAt } })
}

/** No free block, or no free inode; some file systems don't count files. */
function isFull(folder: string): boolean {
  try {
    const { bavail, files, ffree } = statfsSync(folder)
    return bavail === 0 || (files > 0 && ffree === 0)
  } catch {
    return false
  }
}

/** Once the file is open, any other SQLite error is about its content. */
export function asProblem(error: unknown, path: string): unknown {
  const { code } = error as { code?: unknown }
  if (error instanceof StoreProblem || typeof code !== 'string') return error
  const problem = (code: StartProblem['code']) =>
    new StoreProblem({ code, path, backup: null }, { cause: error })
  // SQLite reserves room for shared memory (SHMSIZE), and creates files beside the database (CANTOPEN).
  const full = /^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)/.test(code)
  const maybe = /^SQLITE_(CANTOPEN|IOERR)/.test(code)
  if (full || (maybe && isFull(dirname(path)))) return problem('DISK_FULL')
  if (/^SQLITE_(CANTOPEN|READONLY|PERM|IOERR|BUSY|LOCKED)/.test(code) || /^E[A-Z]+$/.test(code)) {
    return problem('DATA_FOLDER_UNUSABLE')
  }
  return code.startsWith('SQLITE_') ? problem('DATABASE_CORRUPT') : error
}
