/**
 * Tries of a request's short code; the language of an account's mails. The languages are not
 * checked here: a new one would need the whole table made again. Mails in an unknown one are
 * written in English.
 */
export const mail = /* sql */ `
ALTER TABLE link_request ADD COLUMN tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0);
ALTER TABLE account ADD COLUMN language TEXT NOT NULL DEFAULT 'en';

-- Why the last try to send it failed: an error code, never a server's words.
ALTER TABLE outbox ADD COLUMN last_code TEXT;

-- What became of mails; the newest 200. No token, no code.
CREATE TABLE mail_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  account_id TEXT REFERENCES account (id) ON DELETE CASCADE,
  email TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('sent', 'failed', 'cancelled')),
  code TEXT,
  asked_at INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX mail_log_account ON mail_log (account_id);
`
