import type { Transaction } from '../../domain/ports'
import { accountStore } from './account-store'
import { activityStore } from './activity-store'
import { limitStore } from './limit-store'
import { linkRequestStore } from './link-request-store'
import { openDatabase } from './open'
import { outboxStore } from './outbox-store'
import { secretStore } from './secret-store'
import { settingStore } from './setting-store'
import { signingKeyStore } from './signing-key-store'

/** Requests older than this are of no use to anybody, not even to say that they were used. */
const keepRequestsMs = 30 * 24 * 3_600_000
const keepLimitsMs = 2 * 24 * 3_600_000
const keepActivityEach = 500

/** @throws StoreProblem */
export function openStores(file: string) {
  const db = openDatabase(file)
  const transaction: Transaction = (work) =>
    db.inTransaction ? work() : db.transaction(work).immediate()
  const stores = {
    transaction,
    accounts: accountStore(db),
    requests: linkRequestStore(db),
    jobs: outboxStore(db),
    limits: limitStore(db),
    activity: activityStore(db),
    settings: settingStore(db),
    secrets: secretStore(db),
    signingKeys: signingKeyStore(db),
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
    close: () => void db.close(),
  }
}
