import type { Db } from './open'

export interface SigningKeyRecord {
  readonly kid: string
  readonly createdAt: number
}

/** Which signing keys there are; the keys themselves are secrets of their own. */
export interface SigningKeyStore {
  /** Newest first. */
  list(): readonly SigningKeyRecord[]
  add(key: SigningKeyRecord): void
  delete(kid: string): void
}

export function signingKeyStore(db: Db): SigningKeyStore {
  const list = db.prepare<[], { kid: string; created_at: number }>(
    'SELECT kid, created_at FROM signing_key ORDER BY created_at DESC, rowid DESC',
  )
  const add = db.prepare('INSERT INTO signing_key VALUES (?, ?)')
  const remove = db.prepare('DELETE FROM signing_key WHERE kid = ?')
  return {
    list: () => list.all().map(({ kid, created_at }) => ({ kid, createdAt: created_at })),
    add: ({ kid, createdAt }) => void add.run(kid, createdAt),
    delete: (kid) => void remove.run(kid),
  }
}
