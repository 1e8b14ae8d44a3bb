import type { AfterCommit, AfterTransaction, Transaction } from '../../domain/ports'
import type { Db } from './open'

/** Transactions of one connection, and what is to follow once they are committed. */
export function transactions(db: Db): {
  transaction: Transaction
  afterCommit: AfterCommit
  afterTransaction: AfterTransaction
} {
  let waiting: (() => void)[] = []
  let either: (() => void)[] = []

  function outermost<T>(work: () => T): T {
    try {
      const result = db.transaction(work).immediate()
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

  return {
    transaction: (work) => (db.inTransaction ? work() : outermost(work)),
    afterCommit(work) {
      if (db.inTransaction) waiting.push(work)
      else work()
    },
    afterTransaction(work) {
      if (db.inTransaction) either.push(work)
      else work()
    },
  }
}
