import type { AfterCommit, AfterTransaction, Transaction } from '../../domain/ports'
import type { Db } from './open'

export interface Transactions {
  readonly transaction: Transaction
  readonly afterCommit: AfterCommit
  readonly afterTransaction: AfterTransaction
  /** Each of its writing statements is a transaction by itself, where it is not part of one. */
  readonly db: Db
}

/**
 * Transactions of one connection, and what follows once they are committed.
 *
 * @param on.commit within each transaction that has written something, as its last step
 * @param on.committed once it counts
 */
export function transactions(
  db: Db,
  on: { commit(): void; committed(): void } = { commit() {}, committed() {} },
): Transactions {
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck()
  let waiting: (() => void)[] = []
  let either: (() => void)[] = []

  function outermost<T>(work: () => T): T {
    let wrote = false
    const counted = db.transaction(() => {
      const before = changes.get()
      const result = work()
      wrote = changes.get() !== before
      if (wrote) on.commit()
      return result
    })
    try {
      const result = counted.immediate()
      const due = waiting
      waiting = []
      if (wrote) on.committed()
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
    afterCommit(work) {
      if (db.inTransaction) waiting.push(work)
      else work()
    },
    afterTransaction(work) {
      if (db.inTransaction) either.push(work)
      else work()
    },
    db: Object.create(db, { prepare: { value: prepareWriting(db, transaction) } }) as Db,
  }
}

/** So that no commit passes uncounted, whoever makes it. */
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
