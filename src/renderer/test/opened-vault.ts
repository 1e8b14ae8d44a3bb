import type { EntryQuery } from '@contract/channels'
import type { EntrySummary } from '@contract/vault-models'
import { vi } from 'vitest'
import { createVault } from '../stores/vault/vault'
import { fail, fakeApi, ok, settled } from './fake-api'
import { login, summary } from './sample-views'

/** 22 characters, like main's ids. */
export const id = (index: number) => `id-${String(index).padStart(19, '0')}`
/** A vault with a few entries, which answers as main does. */
export async function openedVault(count = 5, overrides: Parameters<typeof fakeApi>[0] = {}) {
  const entries = new Map(
    Array.from({ length: count }, (_, index) => [
      id(index),
      summary({ id: id(index), title: `Entry ${index}` }),
    ]),
  )
  const trashed = new Map<string, EntrySummary>()
  const move = (from: typeof trashed, to: typeof trashed) =>
    vi.fn(async ({ ids }: { ids: string[] }) => {
      for (const each of ids) {
        const entry = from.get(each)
        if (entry === undefined) return fail('ENTRY_GONE')
        from.delete(each)
        to.set(each, entry)
      }
      return ok(null)
    })
  const find = ({ view, text, offset, limit, near }: EntryQuery) => {
    const all = [...(view === 'trash' ? trashed : entries).values()]
      .filter(({ title }) => title.includes(text))
      .toSorted((a, b) => (a.title < b.title ? -1 : 1))
    const at = all.findIndex((entry) => entry.id === near)
    const from = at < 0 ? offset : at - (at % limit)
    return { total: all.length, offset: from, items: all.slice(from, from + limit) }
  }
  const fake = fakeApi({
    vaultList: vi.fn(async (query: EntryQuery) => ok(find(query))),
    vaultEntry: vi.fn(async (asked: { id: string }) => {
      const entry = entries.get(asked.id) ?? trashed.get(asked.id)
      if (entry === undefined) return fail('ENTRY_GONE')
      return ok(
        login({ id: entry.id, title: entry.title, trashedAt: trashed.has(entry.id) ? 1 : null }),
      )
    }),
    vaultTrash: move(entries, trashed),
    vaultRestore: move(trashed, entries),
    ...overrides,
  })
  const vault = createVault(fake.api)
  const close = vault.open()
  await settled()
  return {
    ...fake,
    vault,
    close,
    chosen: () => vault.selection.store.getState(),
    model: () => vault.store.getState(),
    told: () => vault.toasts.store.getState().toast?.what,
  }
}
