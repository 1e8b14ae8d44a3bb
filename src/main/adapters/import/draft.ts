/** An entry on its way out of another program's file, and what becomes of it here. */
import { maxHistory, maxTagLength, maxTags, maxUrls } from '@contract/limits'
import type { ImportFormat } from '@contract/transfer-models'
import { fromPlain, type OpenEntry, type PlainEntry } from '../../domain/entry'
import { DomainFailure } from '../../domain/failure'
import { maxImportEntries, type ReadEntries } from '../../domain/ports/transfer'
import { derivedTitle } from '../../domain/vault/edited'
import { oneTimeCodes } from '../one-time-code'
import { type Issues, issueList } from './issues'
import { tooLong } from './limits'

/** What has no field of its own here: it becomes a line of the notes. */
export interface Line {
  readonly label: string
  readonly value: string
}

/** Everything but the row may be left out. */
interface Draft {
  /** Counted as in a spreadsheet, the header being row 1; in JSON the how-manieth item. */
  readonly row: number
  readonly kind?: 'login' | 'note'
  readonly title?: string
  readonly username?: string
  readonly password?: string
  readonly urls?: readonly string[]
  /** As it stands there: base32, an address, or something that cannot be read. */
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
  /** Fits an entry of another program into ours. */
  add(draft: Draft): void
  /** One of our own files: nothing in it is changed. */
  addOwn(row: number, entry: PlainEntry): void
  finish(format: ImportFormat): ReadEntries
}

/** @param now milliseconds since the Unix epoch, for what has no times of its own */
export function collector(now: number): Collector {
  const entries: OpenEntry[] = []
  const issues = issueList()

  function keep(row: number, entry: PlainEntry): void {
    const long = tooLong(entry)
    if (long !== null) issues.leaveOut(row, long, 'too_long')
    else if (entries.length === maxImportEntries) throw new DomainFailure('FILE_TOO_LARGE')
    else entries.push(fromPlain(entry))
  }

  /** The secret in its one form. What cannot be read is kept in the notes. */
  function otpOf(row: number, typed: string, lines: Line[]): string {
    if (typed.trim() === '') return ''
    const address = oneTimeCodes.read(typed)
    if (address !== null) return address
    issues.add(row, 'otp', 'otp_unreadable')
    lines.push({ label: 'OTP', value: typed })
    return ''
  }

  /** At most `most`, none twice; the rest is kept in the notes. */
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
        // Not as of then: the trash here has its own 30 days.
        trashedAt: draft.trashed ? now : null,
      }
      const { history: before = [] } = draft
      if (before.length > maxHistory) issues.add(row, 'history', 'too_long')
      const history = before
        .slice(0, maxHistory)
        .map((one) => ({ password: one.password, replacedAt: one.replacedAt ?? changedAt }))
      const { username = '', password = '' } = draft
      const entry: PlainEntry =
        draft.kind === 'note'
          ? { kind: 'note', ...common }
          : { kind: 'login', ...common, username, password, urls, otp, history }
      keep(row, { ...entry, title: titleOf(entry) })
    },
    addOwn(row, entry) {
      const readable = entry.kind === 'note' || entry.otp === '' || oneTimeCodes.read(entry.otp)
      if (!readable) throw new DomainFailure('FILE_DAMAGED', { row })
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

/** As a person would find it called who had left the title empty here. */
function titleOf(entry: PlainEntry): string {
  if (entry.title.trim() !== '') return entry.title
  const tags = [...entry.tags]
  return derivedTitle(
    entry.kind === 'note' ? { ...entry, tags } : { ...entry, tags, urls: [...entry.urls] },
  )
}
