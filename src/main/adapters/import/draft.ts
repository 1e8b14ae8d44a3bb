import { byKind, type EntryKind } from '@contract/entry-kinds'
import {
  maxEntryText,
  maxHistory,
  maxNotes,
  maxTagLength,
  maxTags,
  maxUrls,
} from '@contract/limits'
import type { ImportFormat, ImportIssue, ImportIssueCode } from '@contract/transfer-models'
import { fromPlain, type OpenEntry, type PlainEntry } from '../../domain/entry'
import { DomainFailure } from '../../domain/failure'
import { maxImportEntries, type ReadEntries } from '../../domain/ports/transfer'
import { derivedTitle } from '../../domain/vault/edited'
import { oneTimeCodes } from '../one-time-code'

/** A value without a field of its own: it becomes a line of the notes. */
export interface Line {
  readonly label: string
  readonly value: string
}

/** Everything but the row is optional. */
interface Draft {
  /** Numbered as in a spreadsheet, the header being row 1; in JSON, the number of the item. */
  readonly row: number
  readonly kind?: EntryKind
  readonly title?: string
  readonly username?: string
  readonly password?: string
  readonly urls?: readonly string[]
  /** As in the file: base32, an address, or something unreadable. */
  readonly otp?: string
  readonly notes?: string
  readonly tags?: readonly string[]
  readonly favourite?: boolean
  readonly createdAt?: number | null
  readonly changedAt?: number | null
  readonly usedAt?: number | null
  readonly trashed?: boolean
  readonly history?: readonly { readonly password: string; readonly replacedAt: number | null }[]
  readonly lines?: readonly Line[]
}

export interface Collector {
  readonly issues: Issues
  /** Adds an entry of another program, converted to ours. */
  add(draft: Draft): void
  /** Adds an entry of our own export, unchanged. */
  addOwn(row: number, entry: PlainEntry): void
  finish(format: ImportFormat): ReadEntries
}

/** @param now milliseconds since the Unix epoch, for entries without times */
export function collector(now: number): Collector {
  const entries: OpenEntry[] = []
  const issues = issueList()

  function keep(row: number, entry: PlainEntry): void {
    const long = tooLong(entry)
    if (long !== null) issues.leaveOut(row, long, 'too_long')
    else if (entries.length === maxImportEntries) throw new DomainFailure('FILE_TOO_LARGE')
    else entries.push(fromPlain(entry))
  }

  /** The secret in its normal form. If it can't be read, it goes into the notes. */
  function otpOf(row: number, typed: string, lines: Line[]): string {
    if (typed.trim() === '') return ''
    const address = oneTimeCodes.read(typed)
    if (address !== null) return address
    issues.add(row, 'otp', 'otp_unreadable')
    lines.push({ label: 'OTP', value: typed })
    return ''
  }

  /** Keeps at most `most` distinct values; the rest goes into the notes. */
  function atMost(
    of: { row: number; column: string; values: readonly string[]; most: number },
    fits: (value: string) => boolean,
    lines: Line[],
  ): readonly string[] {
    const values = [...new Set(of.values.map((value) => value.trim()).filter(Boolean))]
    const kept = values.filter(fits).slice(0, of.most)
    const rest = values.filter((value) => !kept.includes(value))
    if (rest.length > 0) issues.add(of.row, of.column, 'too_long')
    for (const value of rest) lines.push({ label: of.column, value })
    return kept
  }

  return {
    issues,
    add(draft) {
      const { row } = draft
      const lines = [...(draft.lines ?? [])]
      const tags = atMost(
        { row, column: 'tag', values: draft.tags ?? [], most: maxTags },
        (tag) => tag.length <= maxTagLength,
        lines,
      )
      const urls = atMost(
        { row, column: 'url', values: draft.urls ?? [], most: maxUrls },
        () => true,
        lines,
      )
      const otp = otpOf(row, draft.otp ?? '', lines)
      const changedAt = Math.min(draft.changedAt ?? now, now)
      if (draft.trashed) issues.add(row, null, 'in_trash')
      const common = {
        title: draft.title ?? '',
        notes: withLines(draft.notes ?? '', lines),
        tags,
        favourite: draft.favourite ?? false,
        createdAt: Math.min(draft.createdAt ?? changedAt, changedAt),
        changedAt,
        usedAt: draft.usedAt ? Math.min(draft.usedAt, now) : null,
        // Not the original date, because our trash has its own 30 days.
        trashedAt: draft.trashed ? now : null,
      }
      const { history: before = [] } = draft
      if (before.length > maxHistory) issues.add(row, 'history', 'too_long')
      const history = before
        .slice(0, maxHistory)
        .map((one) => ({ password: one.password, replacedAt: one.replacedAt ?? changedAt }))
      const { username = '', password = '' } = draft
      const entry = byKind<{ kind: EntryKind }, PlainEntry>(
        { kind: draft.kind ?? 'login' },
        {
          login: () => ({ kind: 'login', ...common, username, password, urls, otp, history }),
          note: () => ({ kind: 'note', ...common }),
        },
      )
      keep(row, { ...entry, title: titleOf(entry) })
    },
    addOwn(row, entry) {
      const otp = byKind<PlainEntry, string>(entry, { login: (one) => one.otp, note: () => '' })
      if (otp !== '' && !oneTimeCodes.read(otp)) throw new DomainFailure('FILE_DAMAGED', { row })
      if (entry.trashedAt !== null) issues.add(row, null, 'in_trash')
      keep(row, entry)
    },
    finish: (format) => ({ kind: 'entries', format, entries, ...issues.result() }),
  }
}

function withLines(notes: string, lines: readonly Line[]): string {
  const text = lines.map(({ label, value }) => `${label}: ${value}`).join('\n')
  return [notes, text].filter(Boolean).join('\n\n')
}

/** The title an entry gets if a person leaves it empty. */
function titleOf(entry: PlainEntry): string {
  if (entry.title.trim() !== '') return entry.title
  const tags = [...entry.tags]
  return derivedTitle(
    entry.kind === 'note' ? { ...entry, tags } : { ...entry, tags, urls: [...entry.urls] },
  )
}

/** We have no archive: a tag marks archived entries. */
export const archivedTag = 'Archived'

/** Per code: enough to see what it is about; the rest is only counted. */
const listedEach = 100

/** Collects what isn't imported, or not unchanged. */
interface Issues {
  /** The value is imported in another form, or the row is imported without it. */
  add(row: number | null, column: string | null, code: ImportIssueCode): void
  leaveOut(row: number, column: string | null, code: ImportIssueCode): void
  result(): { readonly issues: readonly ImportIssue[]; readonly moreIssues: number }
}

function issueList(): Issues {
  const listed: ImportIssue[] = []
  const counts = new Map<ImportIssueCode, number>()

  function note(issue: ImportIssue): void {
    const count = (counts.get(issue.code) ?? 0) + 1
    counts.set(issue.code, count)
    if (count <= listedEach) listed.push(issue)
  }

  return {
    add: (row, column, code) => note({ row, column, code, rowLeftOut: false }),
    leaveOut: (row, column, code) => note({ row, column, code, rowLeftOut: true }),
    result() {
      const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
      const issues = listed.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0))
      return { issues, moreIssues: total - listed.length }
    },
  }
}

/** @returns the first field that is too long for the vault, or null */
function tooLong(entry: PlainEntry): string | null {
  const long = (text: string) => text.length > maxEntryText
  if (long(entry.title)) return 'title'
  if (entry.notes.length > maxNotes) return 'notes'
  if (entry.tags.length > maxTags || entry.tags.some((tag) => tag.length > maxTagLength)) {
    return 'tags'
  }
  if (entry.kind === 'note') return null
  if (long(entry.username)) return 'username'
  if (long(entry.password)) return 'password'
  if (entry.urls.length > maxUrls || entry.urls.some(long)) return 'url'
  if (long(entry.otp)) return 'otp'
  const { history } = entry
  return history.length > maxHistory || history.some((one) => long(one.password)) ? 'history' : null
}

/** The latest time a Date can hold (ECMA-262 21.4.1.1). */
export const maxTime = 8.64e15

/**
 * Reads a time as exports write it: ISO 8601, or seconds or milliseconds since the Unix epoch.
 * @returns milliseconds, or null if it isn't a time
 * @example timeOf('1700000000') === timeOf('2023-11-14T22:13:20Z') // 1700000000000
 */
export function timeOf(value: string | number | null | undefined): number | null {
  if (value === null || value === undefined || value === '') return null
  const number = typeof value === 'number' ? value : /^\d{1,16}$/.test(value) ? Number(value) : null
  // Milliseconds have been above this since March 1973; seconds will be in the year 5138.
  const time = number === null ? Date.parse(String(value)) : number < 1e11 ? number * 1000 : number
  return Number.isFinite(time) && time > 0 && time <= maxTime ? Math.trunc(time) : null
}
