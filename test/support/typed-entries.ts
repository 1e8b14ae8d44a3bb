/** Entries as a person types them, and how tests look at a vault. */
import type { EntryInput, EntryQuery } from '@contract/vault-channels'
import type { OpenEntry } from '../../src/main/domain/entry.ts'
import type { World } from './build-world.ts'

export type LoginInput = Extract<EntryInput, { kind: 'login' }>
export type NoteInput = Extract<EntryInput, { kind: 'note' }>

export const aLogin = (fields: Partial<LoginInput> = {}): LoginInput => ({
  kind: 'login',
  title: 'Harbour bank',
  notes: '',
  tags: [],
  favourite: false,
  username: 'ada',
  urls: ['https://bank.example'],
  password: 'first password',
  otp: '',
  ...fields,
})

export const aNote = (fields: Partial<NoteInput> = {}): NoteInput => ({
  kind: 'note',
  title: 'Boat papers',
  notes: 'in the blue folder',
  tags: [],
  favourite: false,
  ...fields,
})

/** An entry as an import or a restore adds it. */
export const openLogin = (title: string, at = 1): OpenEntry => ({
  content: {
    kind: 'login',
    title,
    notes: '',
    tags: [],
    favourite: false,
    createdAt: at,
    changedAt: at,
    usedAt: null,
    trashedAt: null,
    username: 'ada',
    urls: [],
    hasPassword: true,
    hasOtp: false,
    replacedAt: [],
  },
  secret: { password: `secret of ${title}`, otp: '', history: [] },
})

export const save = (w: World, entry: EntryInput, id: string | null = null) =>
  w.app.vault.save({ id, entry })

export const everything: EntryQuery = {
  view: 'all',
  tag: null,
  text: '',
  sort: 'title',
  offset: 0,
  limit: 200,
}

export async function titles(w: World, query: Partial<EntryQuery> = {}): Promise<string[]> {
  const { items } = await w.app.vault.list({ ...everything, ...query })
  return items.map(({ title }) => title)
}

export const passwordOf = async (w: World, id: string) =>
  (await w.app.vault.reveal({ id, field: { kind: 'password' } })).text

/** The overview once everything is listed and every row has been checked. */
export async function overview(w: World) {
  await w.openVault.current().checked()
  return w.app.vault.overview(undefined)
}
