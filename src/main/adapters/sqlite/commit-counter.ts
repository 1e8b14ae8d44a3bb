import type { Db } from './open'

/** Counts commits in the database itself, so that one that lost some is known by its number. */
export interface CommitCounter {
  /** Within each transaction that writes, as its last step. */
  count(): void
  commits(): number
}

export function commitCounter(db: Db): CommitCounter {
  const raise = db.prepare('UPDATE row_seal SET commits = commits + 1 WHERE id = 1')
  const get = db.prepare<[], number>('SELECT commits FROM row_seal WHERE id = 1').pluck()
  return { count: () => void raise.run(), commits: () => get.get() ?? 0 }
}
