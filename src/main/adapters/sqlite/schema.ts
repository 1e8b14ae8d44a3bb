import type Database from 'better-sqlite3'

/**
 * The version of the data (`user_version`). Versions 1 to 5 existed before the first release and are refused.
 *
 * Until the first release, the tables below may change together with this number. From then on they stay
 * as they are: each change becomes a migration, which runs in one transaction, after a backup, and imports
 * no code of the app.
 */
export const schemaVersion = 6

/** 'LKEY': marks a file as ours (SQLite file format, offset 68). */
export const applicationId = 0x4c4b4559

/**
 * SQLite keeps the text of each statement, and `schema-check` compares it, comments inside it included: a
 * changed comment there is a changed schema.
 */
const tables = /* sql */ `
CREATE TABLE account (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'member')),
  created_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  generation INTEGER NOT NULL CHECK (generation > 0),
  password_changed_at INTEGER NOT NULL,
  kdf_memory INTEGER NOT NULL,
  kdf_passes INTEGER NOT NULL,
  kdf_lanes INTEGER NOT NULL,
  kdf_salt BLOB NOT NULL,
  password_wrap BLOB NOT NULL,
  pending_email TEXT,
  vault_id TEXT NOT NULL DEFAULT '',
  account_record BLOB,
  device_wrap BLOB,
  pending_device_wrap BLOB,
  recovery_wrap BLOB,
  recovery_made_at INTEGER,
  recovery_proven_at INTEGER,
  language TEXT NOT NULL DEFAULT 'en'
) STRICT;
CREATE INDEX account_email ON account (email_key, created_at);
-- Several accounts may claim an address. Only one may have confirmed it.
CREATE UNIQUE INDEX account_confirmed ON account (email_key) WHERE confirmed_at IS NOT NULL;
CREATE UNIQUE INDEX account_owner ON account (role) WHERE role = 'owner';
-- The row MAC covers few of many rows. With this index, and link_request_open, it reads no others.
CREATE INDEX account_pending ON account (id) WHERE pending_email IS NOT NULL;

CREATE TABLE link_request (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL CHECK (purpose IN ('reset', 'confirm', 'change-email')),
  email_key TEXT NOT NULL,
  generation INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'used', 'superseded')),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0)
) STRICT;
CREATE INDEX link_request_account ON link_request (account_id, purpose);
CREATE INDEX link_request_open ON link_request (id) WHERE state IN ('pending', 'sent');

-- last_code: why the last attempt to send failed. An error code, never a server's words.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  account_id TEXT REFERENCES account (id) ON DELETE CASCADE,
  email TEXT NOT NULL,
  facts TEXT NOT NULL,
  dedupe_key TEXT NOT NULL UNIQUE,
  request_id TEXT REFERENCES link_request (id) ON DELETE SET NULL,
  message_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,
  last_code TEXT,
  mac TEXT
) STRICT;
CREATE INDEX outbox_next ON outbox (next_at, id);

CREATE TABLE rate_limit (
  key TEXT PRIMARY KEY,
  count INTEGER NOT NULL,
  blocked_until INTEGER NOT NULL,
  times TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE activity (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id TEXT REFERENCES account (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX activity_account ON activity (account_id, id);

CREATE TABLE signing_key (
  kid TEXT PRIMARY KEY,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE secret (
  name TEXT PRIMARY KEY,
  protection TEXT NOT NULL CHECK (protection IN ('protected', 'unprotected', 'session')),
  value BLOB NOT NULL
) STRICT;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE sealed_vault (
  vault_id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  sealed_at INTEGER NOT NULL,
  email TEXT NOT NULL,
  generation INTEGER NOT NULL,
  password_changed_at INTEGER NOT NULL,
  kdf_memory INTEGER NOT NULL,
  kdf_passes INTEGER NOT NULL,
  kdf_lanes INTEGER NOT NULL,
  kdf_salt BLOB NOT NULL,
  password_wrap BLOB NOT NULL,
  recovery_wrap BLOB,
  device_wrap BLOB
) STRICT;
CREATE INDEX sealed_vault_account ON sealed_vault (account_id, sealed_at);

CREATE TABLE vault_entry (
  vault_id TEXT NOT NULL,
  id TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  revision INTEGER NOT NULL CHECK (revision > 0),
  content BLOB NOT NULL,
  secret BLOB NOT NULL,
  PRIMARY KEY (vault_id, id)
) STRICT;
CREATE INDEX vault_entry_account ON vault_entry (account_id);
-- Reads the revisions of a whole vault without reading the blobs.
CREATE INDEX vault_entry_revision ON vault_entry (vault_id, id, revision);

CREATE TABLE vault_record (
  vault_id TEXT NOT NULL,
  name TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  envelope BLOB NOT NULL,
  PRIMARY KEY (vault_id, name)
) STRICT;
CREATE INDEX vault_record_account ON vault_record (account_id);

-- What became of the newest 200 emails. No token, no code.
CREATE TABLE mail_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  account_id TEXT REFERENCES account (id) ON DELETE CASCADE,
  email TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('sent', 'failed', 'cancelled')),
  code TEXT,
  asked_at INTEGER NOT NULL,
  at INTEGER NOT NULL,
  facts TEXT,
  dedupe_key TEXT
) STRICT;
CREATE INDEX mail_log_account ON mail_log (account_id);

CREATE TABLE notice_mark (
  account_id TEXT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
  -- Rows of activity up to here were shown and put away.
  seen INTEGER NOT NULL,
  -- Tries up to here are not worth a word: they happened while the person was there.
  quiet INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE row_seal (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- Raised by every commit.
  commits INTEGER NOT NULL,
  -- The commit that was sealed last, and its MAC; null: none was.
  sealed_at INTEGER,
  mac TEXT
) STRICT;
INSERT INTO row_seal (id, commits) VALUES (1, 0);
`

/** Creates the tables in an empty database, in one transaction. Changes nothing where they exist. */
export function createSchema(db: Database.Database): void {
  if (Number(db.pragma('user_version', { simple: true })) === schemaVersion) return
  db.transaction(() => {
    db.exec(tables)
    db.pragma(`user_version = ${schemaVersion}`)
  }).immediate()
}
