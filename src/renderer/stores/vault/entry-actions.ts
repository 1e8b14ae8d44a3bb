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
  function told<T>(answer: Result<T>): answer is Result<T> & { ok: true } {
    if (!answer.ok) toasts.tell({ kind: 'failed', failure: answer })
    return answer.ok
  }

  /**
   * Runs `work`, which takes the chosen entry off the list, and chooses the one that takes its line.
   * @returns the id of the former, or null if it stayed
   */
  async function without(work: (ids: string[]) => Promise<Result<null>>): Promise<string | null> {
    const { id, index } = selection.store.getState()
    if (id === null || !told(await work([id]))) return null
    selection.clear()
    store.setState({ pane: 'list' })
    await refresh()
    if (index !== null) selection.moveTo(index)
    focus('list')
    return id
  }

  async function backFromTrash(id: string): Promise<void> {
    if (!told(await api.vaultRestore({ ids: [id] }))) return
    toasts.tell({ kind: 'restored' })
    await refresh()
    await selection.choose(id)
    await selection.locate()
    focus('list')
  }

  return {
    async copy(field) {
      const entry = await selection.arrived()
      if (entry === null) return
      if (field.kind === 'password' && !(entry.kind === 'login' && entry.hasPassword)) return
      if (field.kind === 'otp-code' && !(entry.kind === 'login' && entry.hasOtp)) return
      if (field.kind === 'username' && !(entry.kind === 'login' && entry.username !== '')) return
      const answer = await api.vaultCopy({ id: entry.id, field })
      if (!told(answer)) return
      toasts.tell({ kind: 'copied', what: field.kind, clearsAt: answer.value.clearsAt })
    },
    async copyGenerated(text) {
      const answer = await api.generatorCopy({ text })
      if (!told(answer)) return
      toasts.tell({ kind: 'copied', what: 'password', clearsAt: answer.value.clearsAt })
    },
    async openUrl(index) {
      const entry = await selection.arrived()
      if (entry?.kind !== 'login' || entry.urls[index] === undefined) return
      told(await api.vaultOpenUrl({ id: entry.id, index }))
    },
    async toggleFavourite() {
      const entry = await selection.arrived()
      if (entry === null || entry.trashedAt !== null) return
      const favourite = !entry.favourite
      if (told(await api.vaultSetFavourite({ id: entry.id, favourite }))) await refresh()
    },
    async trash() {
      if ((await selection.arrived())?.trashedAt !== null) return
      const id = await without((ids) => api.vaultTrash({ ids }))
      if (id !== null) toasts.tell({ kind: 'trashed' }, () => backFromTrash(id))
    },
    async restore() {
      const id = await without((ids) => api.vaultRestore({ ids }))
      if (id !== null) toasts.tell({ kind: 'restored' })
    },
    async remove() {
      const id = await without((ids) => api.vaultDelete({ ids }))
      if (id !== null) toasts.tell({ kind: 'deleted' })
    },
    async deleteDamaged() {
      if (told(await api.vaultDeleteDamaged())) await refresh()
    },
    async remindLater() {
      if (told(await api.recoveryRemindLater())) await overview.load()
    },
    async emptyTrash() {
      if (!told(await api.vaultEmptyTrash())) return
      selection.clear()
      toasts.tell({ kind: 'emptied' })
      focus('search')
      await refresh()
    },
    async undoImport() {
      const answer = await api.importUndo()
      if (!told(answer)) return
      toasts.tell({ kind: 'import-undone', ...answer.value })
      await refresh()
    },
  }
}
