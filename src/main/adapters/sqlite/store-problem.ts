import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { StartProblem } from '@contract/models'

interface Readable {
  readonly found: 'whole' | 'incomplete' | 'altered'
  readonly lastAt: number | null
}

/** Why the database cannot be used. The file has not been changed. */
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

/** It can be opened, if its person says so. */
export function readable(path: string, { found, lastAt }: Readable): StoreProblem {
  const code = found === 'altered' ? 'DATABASE_ALTERED' : 'DATABASE_CORRUPT'
  return new StoreProblem({ code, path, backup: null, readable: { lastAt } })
}

/** Without room for a block or for another file; some file systems count no files. */
function isFull(folder: string): boolean {
  try {
    const { bavail, files, ffree } = statfsSync(folder)
    return bavail === 0 || (files > 0 && ffree === 0)
  } catch {
    return false
  }
}

/** Anything else that SQLite says of a file that opened is about what is in it. */
export function asProblem(error: unknown, path: string): unknown {
  const { code } = error as { code?: unknown }
  if (error instanceof StoreProblem || typeof code !== 'string') return error
  const problem = (code: StartProblem['code']) =>
    new StoreProblem({ code, path, backup: null }, { cause: error })
  // It makes room for what connections share (SHMSIZE), and files beside the database (CANTOPEN).
  const full = /^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)/.test(code)
  const maybe = /^SQLITE_(CANTOPEN|IOERR)/.test(code)
  if (full || (maybe && isFull(dirname(path)))) return problem('DISK_FULL')
  if (/^SQLITE_(CANTOPEN|READONLY|PERM|IOERR|BUSY|LOCKED)/.test(code) || /^E[A-Z]+$/.test(code)) {
    return problem('DATA_FOLDER_UNUSABLE')
  }
  return code.startsWith('SQLITE_') ? problem('DATABASE_CORRUPT') : error
}
