import type { EntryInput } from '@contract/channels'
import { byKind, type EntryKind } from '@contract/entry-kinds'
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
  return byKind<EntryView, EditorValues>(entry, {
    login: ({ username, urls, hasPassword, hasOtp }) => ({
      ...common,
      username,
      urls: urls.length === 0 ? [''] : urls,
      password: hasPassword ? null : '',
      otp: hasOtp ? null : '',
    }),
    note: () => common,
  })
}

export function fromDraft(draft: EntryDraft): EditorValues {
  return byKind<EntryDraft, EditorValues>(draft, {
    login: (login) => ({ ...login, urls: login.urls.length === 0 ? [''] : login.urls }),
    note: (note) => ({ ...blank('note'), ...note }),
  })
}

export function toInput(values: EditorValues): EntryInput {
  const { title, notes, favourite } = values
  const common = { title: title.trim(), notes, tags: [...values.tags], favourite }
  const inputs: Record<EntryKind, () => EntryInput> = {
    login() {
      const { username, password, otp } = values
      const urls = values.urls.map((url) => url.trim()).filter((url) => url !== '')
      return { kind: 'login', ...common, username: username.trim(), urls, password, otp }
    },
    note: () => ({ kind: 'note', ...common }),
  }
  return inputs[values.kind]()
}

/** Whether there is nothing to find the entry by later. */
export function nameless(values: EditorValues): boolean {
  const { title, username, urls, notes } = values
  const names: Record<EntryKind, readonly string[]> = {
    login: [title, username, ...urls],
    note: [title, notes],
  }
  return names[values.kind].every((name) => name.trim() === '')
}

export function same(a: EditorValues, b: EditorValues): boolean {
  return JSON.stringify(toInput(a)) === JSON.stringify(toInput(b))
}
