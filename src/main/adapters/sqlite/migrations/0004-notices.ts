/**
 * How far an account's person has been told what happened to it. Those who are here already are
 * told of nothing from before: their activity list has it.
 */
export const notices = /* sql */ `
CREATE TABLE notice_mark (
  account_id TEXT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
  -- Rows of activity up to here were shown and put away.
  seen INTEGER NOT NULL,
  -- Tries up to here are not worth a word: they happened while the person was there.
  quiet INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO notice_mark
  SELECT account.id, latest.id, latest.id
  FROM account, (SELECT coalesce(max(id), 0) AS id FROM activity) AS latest;
`
