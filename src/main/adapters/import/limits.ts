import {
  maxEntryText,
  maxHistory,
  maxNotes,
  maxTagLength,
  maxTags,
  maxUrls,
} from '@contract/limits'
import type { PlainEntry } from '../../domain/entry'

/** @returns the first field that is longer than the vault takes, or null */
export function tooLong(entry: PlainEntry): string | null {
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
