import type Database from 'better-sqlite3'
import type { Transaction } from '../../domain/ports'

/**
 * The transactions of one connection, and the work to do after them.
 *
 * @param on.commit called as the last step of each transaction that wrote something
 * @param on.done called when it has ended; false: nothing was written, or it was rolled back
 */
export function transactions(
  db: Db,
  on: { commit(): void; done(counts: boolean): void } = { commit() {}, done() {} },
) {
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck()
  let waiting: (() => void)[] = []
  let either: (() => void)[] = []

  function committed<T>(work: () => T): T {
    let wrote = false
    let counts = false
    const counted = db.transaction(() => {
      const before = changes.get()
      const result = work()
      wrote = changes.get() !== before
      if (wrote) on.commit()
      return result
    })
    try {
      const result = counted.immediate()
      counts = wrote
      return result
    } finally {
      on.done(counts)
    }
  }

  function outermost<T>(work: () => T): T {
    try {
      const result = committed(work)
      const due = waiting
      waiting = []
      for (const one of due) one()
      return result
    } finally {
      waiting = []
      const due = either
      either = []
      for (const one of due) one()
    }
  }

  const transaction: Transaction = (work) => (db.inTransaction ? work() : outermost(work))

  return {
    transaction,
    afterCommit(work: () => void) {
      if (db.inTransaction) waiting.push(work)
      else work()
    },
    afterTransaction(work: () => void) {
      if (db.inTransaction) either.push(work)
      else work()
    },
    /** A connection whose writing statements each run in a transaction of their own, unless one is open. */
    db: Object.create(db, { prepare: { value: prepareWriting(db, transaction) } }) as Db,
  }
}

/** Ensures that every commit is counted, whatever code makes it. */
function prepareWriting(db: Db, transaction: Transaction) {
  return (sql: string) => {
    const statement = db.prepare(sql)
    if (statement.readonly) return statement
    const run = statement.run.bind(statement)
    statement.run = (...args) => transaction(() => run(...args))
    if (!statement.reader) return statement
    const all = statement.all.bind(statement)
    statement.all = (...args) => transaction(() => all(...args))
    return statement
  }
}

export type Db = Database.Database
