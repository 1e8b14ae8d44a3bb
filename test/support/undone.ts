/** Steps that can be undone, so that many stories can share their beginnings. */
import Database from 'better-sqlite3'
import { vi } from 'vitest'
import type { World } from './build-world.ts'

export interface Undoable {
  readonly w: World
  /** Does `work`, and then restores the clock and the database as they were before. */
  undone(work: () => Promise<void>): Promise<void>
}

/** @param make creates a world, of which nothing is committed from then on */
export async function undoable(make: () => Promise<World>): Promise<Undoable> {
  const connected = vi.spyOn(Database.prototype, 'pragma')
  const w = await make()
  const db = connected.mock.contexts[0] as Database.Database
  connected.mockRestore()
  db.exec('BEGIN')
  return {
    w,
    async undone(work) {
      const { time } = w.clock
      db.exec('SAVEPOINT step')
      await work()
      db.exec('ROLLBACK TO step; RELEASE step')
      w.clock.time = time
    },
  }
}
