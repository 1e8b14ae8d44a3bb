/**
 * Secrets are sealed under a root key from here on, not one by one by the keychain: what was kept
 * so is forgotten. Links in flight die, and the mail password is asked for again.
 */
export const vault = /* sql */ `
ALTER TABLE account ADD COLUMN vault_id TEXT NOT NULL DEFAULT '';
UPDATE account SET vault_id = id;
ALTER TABLE account ADD COLUMN account_record BLOB;
ALTER TABLE account ADD COLUMN device_wrap BLOB;
ALTER TABLE account ADD COLUMN pending_device_wrap BLOB;
ALTER TABLE account ADD COLUMN recovery_wrap BLOB;
ALTER TABLE account ADD COLUMN recovery_made_at INTEGER;
ALTER TABLE account ADD COLUMN recovery_proven_at INTEGER;

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
-- Revisions of a whole vault without touching the blobs.
CREATE INDEX vault_entry_revision ON vault_entry (vault_id, id, revision);

CREATE TABLE vault_record (
  vault_id TEXT NOT NULL,
  name TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  envelope BLOB NOT NULL,
  PRIMARY KEY (vault_id, name)
) STRICT;
CREATE INDEX vault_record_account ON vault_record (account_id);

DELETE FROM secret;
DELETE FROM signing_key;
`
