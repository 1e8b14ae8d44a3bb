/**
 * What a mail that was given up needs to go out after all: what its text tells, and what keeps it from
 * waiting twice. Those given up before have neither.
 */
export const failedMail = /* sql */ `
ALTER TABLE mail_log ADD COLUMN facts TEXT;
ALTER TABLE mail_log ADD COLUMN dedupe_key TEXT;
`
