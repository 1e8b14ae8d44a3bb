import type { EntryDraft } from '@contract/vault-models'
import type { Deps } from '../deps'
import type { OpenEntry } from '../vault/content'
import { edited } from '../vault/edited'
import { tidied } from '../vault/tidy'

/**
 * An unsaved edit as an entry of its own, where another edit has its place. Nothing of it is lost:
 * a one-time-password secret that cannot be read becomes a line of the notes.
 *
 * @param before the entry that was edited; null for a new one, or where it is gone
 */
export function leftDraft(
  { clock, oneTimeCodes }: Pick<Deps, 'clock' | 'oneTimeCodes'>,
  before: OpenEntry | null,
  input: EntryDraft,
): OpenEntry {
  const unread: string[] = []
  const entry = edited(before, tidied(input), clock.now(), (typed) => {
    if (typed.trim() === '') return ''
    const address = oneTimeCodes.read(typed)
    if (address === null) unread.push(`OTP: ${typed}`)
    return address ?? ''
  })
  const notes = [entry.content.notes, ...unread].filter(Boolean).join('\n')
  return { ...entry, content: { ...entry.content, notes, trashedAt: null } }
}
