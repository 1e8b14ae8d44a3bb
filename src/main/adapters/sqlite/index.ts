import { dayMs } from '@contract/limits'
import { emitter } from '../../domain/emitter'
import { keepRequestsMs } from '../../domain/limits/rules'
import type { Log, RowMac } from '../../domain/ports'
import { accountStore } from './account-store'
import { activityStore, limitStore, noticeStore } from './activity-store'
import { type Inspection, inspect } from './inspect'
import { linkRequestStore } from './link-request-store'
import { openDatabase } from './open'
import { mailLogStore, outboxStore } from './outbox-store'
import { rowMac } from './row-mac'
import { secretStore, settingStore, signingKeyStore } from './setting-store'
import { stateKeeper } from './state-keeper'
import { asProblem, readable } from './store-problem'
import { type Db, transactions } from './transaction'
import { sealedVaultStore, vaultStore } from './vault-store'

const keepLimitsMs = 2 * dayMs
const keepActivityEach = 500

export type Stores = ReturnType<typeof openStores>

const noLog: Pick<Log, 'error'> = { error() {} }

/**
 * @param options.found what an inspection on another thread has already found
 * @param options.anyway open it even though its latest commits are missing, as the person chose
 * @throws StoreProblem
 */
export function openStores(
  file: string,
  options: {
    readonly found?: Inspection
    readonly anyway?: boolean
    readonly log?: Pick<Log, 'error'>
  } = {},
) {
  const { anyway = false, log = noLog, found = inspect(file) } = options
  if (found.found === 'incomplete' && !anyway) throw readable(file, found)
  const db = openDatabase(file)
  try {
    return storesOf(db, { file, found, log })
  } catch (error) {
    // A table or column of this version is missing.
    db.close()
    throw asProblem(error, file)
  }
}

function storesOf(
  connection: Db,
  opened: {
    readonly file: string
    readonly found: Inspection
    readonly log: Pick<Log, 'error'>
  },
) {
  const { file, found, log } = opened
  const { state, damaged, complete } = found.known
  // The remembered state is newer than an incomplete database, so its mark doesn't count.
  const mac = rowMac(connection, found.found === 'incomplete' ? null : (state?.seal ?? null))
  const committed = emitter()
  const { transaction, afterCommit, afterTransaction, db } = transactions(connection, {
    commit: mac.commit,
    done(counts) {
      mac.done(counts)
      if (!counts) return
      keeper.changed()
      committed.emit()
    },
  })
  const remembered = () => ({ commits: mac.commits(), seal: mac.mark() })
  const keeper = stateKeeper(file, found, remembered, log)
  if (damaged) log.error('remembered state: a copy is damaged')
  if (!complete) keeper.changed()
  const stores = {
    transaction,
    afterCommit,
    afterTransaction,
    accounts: accountStore(db),
    requests: linkRequestStore(db),
    outboxRows: outboxStore(db, mac),
    rowMac: mac as RowMac,
    mailLog: mailLogStore(db),
    limits: limitStore(db),
    activity: activityStore(db),
    notices: noticeStore(db),
    settings: settingStore(db),
    secrets: secretStore(db),
    signingKeys: signingKeyStore(db),
    vaultRows: vaultStore(db, connection),
    sealedVaults: sealedVaultStore(db),
  }
  // Count the lost commits too, so that no number is used twice.
  if (found.found === 'incomplete') {
    db.prepare('UPDATE row_seal SET commits = max(commits, ?)').run(state?.commits ?? 0)
  }
  return {
    ...stores,
    /** Deletes rows that are too old to matter. */
    tidy(now: number): void {
      transaction(() => {
        stores.requests.pruneBefore(now - keepRequestsMs)
        stores.limits.pruneBefore(now - keepLimitsMs)
        stores.activity.prune(keepActivityEach)
      })
    },
    /** The number of commits so far; never goes down. */
    commits: mac.commits,
    /** The latest time seen. It is stored outside the database, so that restoring rows can't reset it. */
    timeSeen: { get: keeper.lastSeen, set: keeper.setLastSeen },
    onCommit: committed.on,
    beforeCheckpoint: keeper.beforeCheckpoint,
    checkpointed: keeper.checkpointed,
    close: () => keeper.close(() => closeEmptied(connection)),
  }
}

/** Moves the log into the file, unless the database is in use elsewhere; this doesn't wait. */
function closeEmptied(connection: Db): void {
  try {
    connection.pragma('busy_timeout = 0')
    connection.pragma('wal_checkpoint(TRUNCATE)')
  } catch (error) {
    if (!/^SQLITE_(BUSY|LOCKED)/.test(String((error as { code?: unknown }).code))) throw error
  } finally {
    connection.close()
  }
}
