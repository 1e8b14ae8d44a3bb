import type { EntryInput } from '@contract/vault-channels'
import { type EntryContent, noSecret, type OpenEntry } from './content'
import { replaced } from './history'

/**
 * What an entry becomes by an edit.
 *
 * @param before null for a new one
 * @param readOtp turns what was typed into an `otpauth://` address; empty for none
 */
export function edited(
  before: OpenEntry | null,
  input: EntryInput,
  now: number,
  readOtp: (typed: string) => string,
): OpenEntry {
  const old = before?.content
  const common = {
    title: input.title,
    notes: input.notes,
    tags: input.tags,
    favourite: input.favourite,
    createdAt: old?.createdAt ?? now,
    changedAt: now,
    usedAt: old?.usedAt ?? null,
    trashedAt: old?.trashedAt ?? null,
  }
  if (input.kind === 'note') {
    return { content: { kind: 'note', ...common }, secret: noSecret }
  }
  const secret = before?.secret ?? noSecret
  const password = input.password ?? secret.password
  const otp = input.otp === null ? secret.otp : readOtp(input.otp)
  const replacedAt = old?.kind === 'login' ? old.replacedAt : []
  const past = replaced({ passwords: secret.history, replacedAt }, secret.password, password, now)
  const content: EntryContent = {
    kind: 'login',
    ...common,
    username: input.username,
    urls: input.urls,
    hasPassword: password !== '',
    hasOtp: otp !== '',
    replacedAt: past.replacedAt,
  }
  return { content, secret: { password, otp, history: past.passwords } }
}
