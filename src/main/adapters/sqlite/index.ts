import type { RowSeal } from '../../domain/ports'
import { accountStore } from './account-store'
import { activityStore } from './activity-store'
import { limitStore } from './limit-store'
import { linkRequestStore } from './link-request-store'
import { mailLogStore } from './mail-log-store'
import { noticeStore } from './notice-store'
import { asProblem, type Db, openDatabase } from './open'
import { outboxStore } from './outbox-store'
import { rowSeal } from './row-seal'
import { sealedVaultStore } from './sealed-vault-store'
import { secretStore } from './secret-store'
import { settingStore } from './setting-store'
import { signingKeyStore } from './signing-key-store'
import { transactions } from './transaction'
import { vaultStore } from './vault-store'

/** Requests older than this are of no use to anybody, not even to say that they were used. */
const keepRequestsMs = 30 * 24 * 3_600_000
const keepLimitsMs = 2 * 24 * 3_600_000
const keepActivityEach = 500

/** @param now for the name of a backup before a migration. @throws StoreProblem */
export function openStores(file: string, now = Date.now()) {
  const db = openDatabase(file, now)
  try {
    return storesOf(db)
  } catch (error) {
    // A table or column that the version promises is not there.
    db.close()
    throw asProblem(error, file)
  }
}

function storesOf(connection: Db) {
  const seal = rowSeal(connection, undefined)
  let committed = () => {}
  const { transaction, afterCommit, afterTransaction, db } = transactions(connection, {
    commit: seal.commit,
    done(counts) {
      seal.done(counts)
      if (counts) committed()
    },
  })
  const stores = {
    transaction,
    afterCommit,
    afterTransaction,
    accounts: accountStore(db),
    requests: linkRequestStore(db),
    jobs: outboxStore(db, seal),
    rowSeal: seal as RowSeal,
    mailLog: mailLogStore(db),
    limits: limitStore(db),
    activity: activityStore(db),
    notices: noticeStore(db),
    settings: settingStore(db),
    secrets: secretStore(db),
    signingKeys: signingKeyStore(db),
    vault: vaultStore(db, connection),
    sealedVaults: sealedVaultStore(db),
  }
  return {
    ...stores,
    /** Forgets what is too old to matter. */
    tidy(now: number): void {
      transaction(() => {
        stores.requests.pruneBefore(now - keepRequestsMs)
        stores.limits.pruneBefore(now - keepLimitsMs)
        stores.activity.prune(keepActivityEach)
      })
    },
    /** Raised by every commit; never goes back. */
    commits: seal.commits,
    /** The last seal, to be remembered outside of the database. */
    seal: seal.mark,
    /** @param listener called after every commit */
    onCommit(listener: () => void): void {
      committed = listener
    },
    close: () => void connection.close(),
  }
}
