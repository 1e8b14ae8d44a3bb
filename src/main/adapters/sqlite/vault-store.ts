import type { AccountId, EmailAddress, Encrypted, VaultId } from '../../domain/ids'
import type { EntryRow, SealedVault } from '../../domain/model'
import type { Page, SealedVaultStore, VaultStore } from '../../domain/ports'
import { type KdfColumns, toKdf } from './account-store'
import type { Db } from './transaction'

/** How many rows are in memory at once when reading all of them. */
const pageSize = 200

/** A page of one vault's rows, in the order of the primary key. */
const page = <Row>(db: Db, columns: string) =>
  db.prepare<[string, string, number], Row>(
    `SELECT ${columns} FROM vault_entry WHERE vault_id = ? AND id > ? ORDER BY id LIMIT ?`,
  )

/** @param connection for staged rows: writing those doesn't count as a commit */
export function vaultStore(db: Db, connection: Db): VaultStore {
  const rowPage = page<EntryRow>(db, 'id, revision, content, secret')
  const contentPage = page<Omit<EntryRow, 'secret'>>(db, 'id, revision, content')
  const secretPage = page<Omit<EntryRow, 'content'>>(db, 'id, revision, secret')
  const revisionPage = page<Pick<EntryRow, 'id' | 'revision'>>(db, 'id, revision')
  const row = db.prepare<[string, string], EntryRow>(
    'SELECT id, revision, content, secret FROM vault_entry WHERE vault_id = ? AND id = ?',
  )
  const revision = db.prepare<[string, string], { revision: number }>(
    'SELECT revision FROM vault_entry WHERE vault_id = ? AND id = ?',
  )
  const put = db.prepare(`
    INSERT INTO vault_entry (vault_id, id, account_id, revision, content, secret)
    VALUES (@vault, @id, @account, @revision, @content, @secret)
    ON CONFLICT (vault_id, id) DO UPDATE SET revision = @revision, content = @content,
      secret = @secret`)
  // One statement for any number: 20,000 rows take 35 ms, one by one 55.
  const remove = db.prepare(
    'DELETE FROM vault_entry WHERE vault_id = ? AND id IN (SELECT value FROM json_each(?))',
  )
  const count = db.prepare<[string], { n: number }>(
    'SELECT count(*) AS n FROM vault_entry WHERE vault_id = ?',
  )
  const record = db.prepare<[string, string], { envelope: Encrypted }>(
    'SELECT envelope FROM vault_record WHERE vault_id = ? AND name = ?',
  )
  const recordNames = db.prepare<[string], { name: string }>(
    'SELECT name FROM vault_record WHERE vault_id = ? ORDER BY rowid DESC',
  )
  const putRecord = db.prepare('INSERT OR REPLACE INTO vault_record VALUES (?, ?, ?, ?)')
  const deleteRecord = db.prepare('DELETE FROM vault_record WHERE vault_id = ? AND name = ?')

  /** In pages, because an open cursor would block every write until it ends. */
  function* rows(vault: VaultId): IterableIterator<EntryRow> {
    let last = ''
    for (;;) {
      const found = rowPage.all(vault, last, pageSize)
      yield* found
      if (found.length < pageSize) return
      last = found.at(-1)?.id ?? last
    }
  }

  const everything: Page = { after: null, limit: -1 }
  return {
    rows,
    revisions: (vault, { after, limit } = everything) =>
      revisionPage.all(vault, after ?? '', limit),
    contents: (vault, { after, limit }) => contentPage.all(vault, after ?? '', limit),
    secrets: (vault, { after, limit }) => secretPage.all(vault, after ?? '', limit),
    row: (vault, id) => row.get(vault, id) ?? null,
    revision: (vault, id) => revision.get(vault, id)?.revision ?? null,
    put: (account, vault, entry) => void put.run({ account, vault, ...entry }),
    stage: stagedEntries(db, connection),
    delete: (vault, ids) => void remove.run(vault, JSON.stringify(ids)),
    count: (vault) => count.get(vault)?.n ?? 0,
    record: (vault, name) => record.get(vault, name)?.envelope ?? null,
    recordNames: (vault) => recordNames.all(vault).map(({ name }) => name),
    putRecord: (account, vault, name, envelope) =>
      void putRecord.run(vault, name, account, envelope),
    deleteRecord: (vault, name) => void deleteRecord.run(vault, name),
  }
}

/**
 * Rows staged for their transaction, in a table of this connection. Writing them is then one statement:
 * 20,000 new rows take 30 ms, one by one 100.
 */
function stagedEntries(db: Db, connection: Db): VaultStore['stage'] {
  // In memory: a file would be outside the data folder. FULL frees the memory when rows are deleted.
  connection.pragma('temp_store = MEMORY')
  connection.pragma('temp.auto_vacuum = FULL')
  connection.exec(`CREATE TEMP TABLE staged_entry (
    stage INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    content BLOB NOT NULL,
    secret BLOB NOT NULL,
    PRIMARY KEY (stage, id)
  ) STRICT, WITHOUT ROWID`)
  const insert = connection.prepare(
    'INSERT INTO staged_entry VALUES (@stage, @id, @revision, @content, @secret)',
  )
  const outdated = db.prepare<[string, number]>(`
    SELECT 1 FROM staged_entry AS staged
    LEFT JOIN vault_entry AS entry ON entry.vault_id = ? AND entry.id = staged.id
    WHERE staged.stage = ? AND staged.revision <> coalesce(entry.revision, 0) + 1 LIMIT 1`)
  // By id, as in both tables: the indexes then grow at the end, or page by page.
  const write = db.prepare(`
    INSERT INTO vault_entry (vault_id, id, account_id, revision, content, secret)
    SELECT @vault, id, @account, revision, content, secret FROM staged_entry
    WHERE stage = @stage ORDER BY id
    ON CONFLICT (vault_id, id) DO UPDATE SET revision = excluded.revision,
      content = excluded.content, secret = excluded.secret`)
  const empty = connection.prepare('DELETE FROM staged_entry')
  const kept = new Set<number>()
  let last = 0

  return () => {
    last += 1
    const stage = last
    kept.add(stage)
    return {
      put: (row) => void insert.run({ stage, ...row }),
      write(account, vault) {
        if (!kept.has(stage)) throw new Error('rows that were dropped cannot be written')
        if (outdated.get(vault, stage) !== undefined) return false
        write.run({ stage, account, vault })
        return true
      },
      drop() {
        // Delete all rows together with the last stage: without a condition, SQLite frees whole pages.
        if (kept.delete(stage) && kept.size === 0) empty.run()
      },
    }
  }
}

interface Row extends KdfColumns {
  vault_id: VaultId
  account_id: AccountId
  sealed_at: number
  email: EmailAddress
  generation: number
  password_changed_at: number
  password_wrap: Encrypted
  recovery_wrap: Encrypted | null
  device_wrap: Encrypted | null
}

const toSealed = (row: Row): SealedVault => ({
  vaultId: row.vault_id,
  accountId: row.account_id,
  sealedAt: row.sealed_at,
  email: row.email,
  generation: row.generation,
  passwordChangedAt: row.password_changed_at,
  kdf: toKdf(row),
  passwordWrap: row.password_wrap,
  recoveryWrap: row.recovery_wrap,
  deviceWrap: row.device_wrap,
})

export function sealedVaultStore(db: Db): SealedVaultStore {
  const list = db.prepare<[string], Row>(
    'SELECT * FROM sealed_vault WHERE account_id = ? ORDER BY sealed_at DESC, rowid DESC',
  )
  const byId = db.prepare<[string], Row>('SELECT * FROM sealed_vault WHERE vault_id = ?')
  const insert = db.prepare(`
    INSERT INTO sealed_vault VALUES (@vaultId, @accountId, @sealedAt, @email, @generation,
      @passwordChangedAt, @memory, @passes, @lanes, @salt, @passwordWrap, @recoveryWrap,
      @deviceWrap)`)
  const remove = ['sealed_vault', 'vault_entry', 'vault_record'].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE vault_id = ?`),
  )
  return {
    list: (account) => list.all(account).map(toSealed),
    byId(vault) {
      const row = byId.get(vault)
      return row ? toSealed(row) : null
    },
    insert: ({ kdf, ...sealed }) => void insert.run({ ...sealed, ...kdf }),
    delete(vault) {
      for (const statement of remove) statement.run(vault)
    },
  }
}
