import type { EntryInput } from '@contract/channels'
import type { EntryKind } from '@contract/entry-kinds'
import type { EntryDraft, EntryView } from '@contract/vault-models'

/** The contents of an editor's fields. A note leaves some of them empty. */
export interface EditorValues {
  readonly kind: EntryKind
  readonly title: string
  readonly notes: string
  readonly tags: readonly string[]
  readonly favourite: boolean
  readonly username: string
  readonly urls: readonly string[]
  /** Null keeps the stored one. */
  readonly password: string | null
  readonly otp: string | null
}

export function blank(kind: EntryKind): EditorValues {
  const common = { title: '', notes: '', tags: [], favourite: false }
  return { kind, ...common, username: '', urls: [''], password: '', otp: '' }
}

export function fromEntry(entry: EntryView): EditorValues {
  const { title, notes, tags, favourite } = entry
  const common = { ...blank(entry.kind), title, notes, tags, favourite }
  if (entry.kind === 'note') return common
  return {
    ...common,
    username: entry.username,
    urls: entry.urls.length === 0 ? [''] : entry.urls,
    password: entry.hasPassword ? null : '',
    otp: entry.hasOtp ? null : '',
  }
}

export function fromDraft(draft: EntryDraft): EditorValues {
  if (draft.kind === 'note') return { ...blank('note'), ...draft }
  return { ...draft, urls: draft.urls.length === 0 ? [''] : draft.urls }
}

export function toInput(values: EditorValues): EntryInput {
  const { title, notes, favourite } = values
  const common = { title: title.trim(), notes, tags: [...values.tags], favourite }
  if (values.kind === 'note') return { kind: 'note', ...common }
  const { username, password, otp } = values
  const urls = values.urls.map((url) => url.trim()).filter((url) => url !== '')
  return { kind: 'login', ...common, username: username.trim(), urls, password, otp }
}

/** Whether there is nothing to find the entry by later. */
export function nameless(values: EditorValues): boolean {
  const { title, username, urls, notes } = values
  const names = values.kind === 'note' ? [title, notes] : [title, username, ...urls]
  return names.every((name) => name.trim() === '')
}

export function same(a: EditorValues, b: EditorValues): boolean {
  return JSON.stringify(toInput(a)) === JSON.stringify(toInput(b))
}
