/**
 * How many commits there were, and the seal over the rows that decide who gets in (`row-seal`). The
 * waiting mails of earlier versions carry no seal; those that an account's own facts can vouch for still go out.
 */
export const rowSeal = /* sql */ `
CREATE TABLE row_seal (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- Raised by every commit.
  commits INTEGER NOT NULL,
  -- The commit that was sealed last, and its MAC; null: none was.
  sealed_at INTEGER,
  mac TEXT
) STRICT;
INSERT INTO row_seal (id, commits) VALUES (1, 0);

ALTER TABLE outbox ADD COLUMN mac TEXT;

-- Few of many: the seal is over these, and reads no others.
CREATE INDEX account_pending ON account (id) WHERE pending_email IS NOT NULL;
CREATE INDEX link_request_open ON link_request (id) WHERE state IN ('pending', 'sent');
`
