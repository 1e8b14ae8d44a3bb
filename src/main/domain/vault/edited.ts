import { maxHistory } from '@contract/limits'
import type { EntryInput } from '@contract/vault-channels'
import type { EntryDraft } from '@contract/vault-models'
import { type EntryContent, noSecret, type OpenEntry } from '../entry'
import { hostOf } from './listed'

/**
 * What an entry becomes through an edit.
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

/** Previous passwords are kept, newest first, each once. */
const mostPasswords = 10

interface Past {
  readonly passwords: readonly string[]
  /** When each was replaced. */
  readonly replacedAt: readonly number[]
}

/** @returns the history after `next` has replaced `last` at `now` */
function replaced(past: Past, last: string, next: string, now: number): Past {
  if (last === next) return past
  const before = past.passwords.map((password, at) => [password, past.replacedAt[at] ?? 0] as const)
  const all = last === '' ? before : [[last, now] as const, ...before]
  // An import may have brought more: those stay, as long as they can be shown.
  const most = before.length > mostPasswords ? maxHistory : mostPasswords
  const kept = all
    .filter(([password], at) => password !== next && (at === 0 || password !== last))
    .slice(0, most)
  return { passwords: kept.map(([password]) => password), replacedAt: kept.map(([, at]) => at) }
}

// An entry's input as it is stored.

/** The longest title made from a first line, in characters. */
const longestDerived = 80

/**
 * Trims values, except a password and the notes, and drops empty and repeated addresses and tags.
 * An entry without a title is named after its first address, its user name or its first line;
 * without any of these, the title stays empty.
 */
export function tidied(input: EntryDraft): EntryInput {
  const title = input.title.trim() || derivedTitle(input)
  const common = { title, tags: unique(input.tags) }
  if (input.kind === 'note') return { ...input, ...common }
  return { ...input, ...common, username: input.username.trim(), urls: unique(input.urls) }
}

/** For an entry without a title. */
export function derivedTitle(input: EntryDraft): string {
  const line = input.notes.trim().split('\n', 1)[0] ?? ''
  const first = [...line.trim()].slice(0, longestDerived).join('')
  if (input.kind === 'note') return first
  const address = input.urls.find((url) => url.trim() !== '') ?? ''
  return hostOf(address) || input.username.trim() || first
}

/** Keeps the first of those that differ only in case. */
function unique(values: readonly string[]): string[] {
  const trimmed = values.map((value) => value.trim()).filter((value) => value !== '')
  const seen = new Set<string>()
  return trimmed.filter((value) => {
    const key = value.toLowerCase()
    return !seen.has(key) && seen.add(key)
  })
}
