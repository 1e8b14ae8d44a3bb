export const first = /* sql */ `
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
  pending_email TEXT
) STRICT;
CREATE INDEX account_email ON account (email_key, created_at);
-- Several accounts may claim an address, one may have proven it.
CREATE UNIQUE INDEX account_confirmed ON account (email_key) WHERE confirmed_at IS NOT NULL;
CREATE UNIQUE INDEX account_owner ON account (role) WHERE role = 'owner';

CREATE TABLE link_request (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL CHECK (purpose IN ('reset', 'confirm', 'change-email')),
  email_key TEXT NOT NULL,
  generation INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'used', 'superseded')),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX link_request_account ON link_request (account_id, purpose);

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
  next_at INTEGER NOT NULL
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
`
