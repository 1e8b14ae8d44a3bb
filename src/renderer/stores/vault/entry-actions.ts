import type { Result } from '@contract/channel'
import type { CopyField } from '@contract/channels'
import type { VaultParts } from './model'

/** Actions on the chosen entry, which may still be loading, and on the trash. */
export interface EntryActions {
  /** Main writes it to the clipboard. Does nothing if the entry doesn't have the field. */
  copy(field: CopyField): Promise<void>
  /** Opens one of the entry's addresses in the browser. */
  openUrl(index: number): Promise<void>
  toggleFavourite(): Promise<void>
  trash(): Promise<void>
  restore(): Promise<void>
  /** Deletes permanently. */
  remove(): Promise<void>
  emptyTrash(): Promise<void>
  /** Permanently deletes the entries that can't be decrypted. */
  deleteDamaged(): Promise<void>
  /** Hides the reminder about the recovery code for a while. */
  remindLater(): Promise<void>
  undoImport(): Promise<void>
  /** Copies a generated password, which isn't in the vault. */
  copyGenerated(text: string): Promise<void>
}

export function entryActions(parts: VaultParts): EntryActions {
  const { api, store, overview, selection, toasts, focus, refresh } = parts

  /** Shows a failure. */
  function succeeded<T>(answer: Result<T>): answer is Result<T> & { ok: true } {
    if (!answer.ok) toasts.show({ kind: 'failed', failure: answer })
    return answer.ok
  }

  /**
   * Runs `work`, which takes the chosen entry off the list, and chooses the one that takes its line.
   * @returns the id of the former, or null if it stayed
   */
  async function removeFromList(
    work: (ids: string[]) => Promise<Result<null>>,
  ): Promise<string | null> {
    const { id, index } = selection.store.getState()
    if (id === null || !succeeded(await work([id]))) return null
    selection.clear()
    store.setState({ pane: 'list' })
    await refresh()
    if (index !== null) selection.moveTo(index)
    focus('list')
    return id
  }

  async function undoTrash(id: string): Promise<void> {
    if (!succeeded(await api.vaultRestore({ ids: [id] }))) return
    toasts.show({ kind: 'restored' })
    await refresh()
    await selection.choose(id)
    await selection.locate()
    focus('list')
  }

  return {
    async copy(field) {
      const entry = await selection.loaded()
      if (entry === null) return
      if (field.kind === 'password' && !(entry.kind === 'login' && entry.hasPassword)) return
      if (field.kind === 'otp-code' && !(entry.kind === 'login' && entry.hasOtp)) return
      if (field.kind === 'username' && !(entry.kind === 'login' && entry.username !== '')) return
      const answer = await api.vaultCopy({ id: entry.id, field })
      if (!succeeded(answer)) return
      toasts.show({ kind: 'copied', what: field.kind, clearsAt: answer.value.clearsAt })
    },
    async copyGenerated(text) {
      const answer = await api.generatorCopy({ text })
      if (!succeeded(answer)) return
      toasts.show({ kind: 'copied', what: 'password', clearsAt: answer.value.clearsAt })
    },
    async openUrl(index) {
      const entry = await selection.loaded()
      if (entry?.kind !== 'login' || entry.urls[index] === undefined) return
      succeeded(await api.vaultOpenUrl({ id: entry.id, index }))
    },
    async toggleFavourite() {
      const entry = await selection.loaded()
      if (entry === null || entry.trashedAt !== null) return
      const favourite = !entry.favourite
      if (succeeded(await api.vaultSetFavourite({ id: entry.id, favourite }))) await refresh()
    },
    async trash() {
      if ((await selection.loaded())?.trashedAt !== null) return
      const id = await removeFromList((ids) => api.vaultTrash({ ids }))
      if (id !== null) toasts.show({ kind: 'trashed' }, () => undoTrash(id))
    },
    async restore() {
      const id = await removeFromList((ids) => api.vaultRestore({ ids }))
      if (id !== null) toasts.show({ kind: 'restored' })
    },
    async remove() {
      const id = await removeFromList((ids) => api.vaultDelete({ ids }))
      if (id !== null) toasts.show({ kind: 'deleted' })
    },
    async deleteDamaged() {
      if (succeeded(await api.vaultDeleteDamaged())) await refresh()
    },
    async remindLater() {
      if (succeeded(await api.recoveryRemindLater())) await overview.load()
    },
    async emptyTrash() {
      if (!succeeded(await api.vaultEmptyTrash())) return
      selection.clear()
      toasts.show({ kind: 'emptied' })
      focus('search')
      await refresh()
    },
    async undoImport() {
      const answer = await api.importUndo()
      if (!succeeded(answer)) return
      toasts.show({ kind: 'import-undone', ...answer.value })
      await refresh()
    },
  }
}
