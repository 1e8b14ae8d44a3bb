import { useEffect, useEffectEvent } from 'react'
import { useAppState } from '../../shared/services'
import type { Vault } from '../../stores/vault/vault'
import { type ShortcutId, shortcutFor } from './shared/shortcuts'
import { useVault } from './shared/vault-context'

type Does = Readonly<Record<ShortcutId, (vault: Vault) => unknown>>

const does: Does = {
  search: (vault) => vault.startSearch(),
  searchPlain: (vault) => vault.startSearch(),
  newLogin: (vault) => vault.create('login'),
  newNote: (vault) => vault.create('note'),
  generator: (vault) => vault.showDialog('generator'),
  edit: (vault) => vault.editChosen(),
  save: (vault) => vault.save(),
  copyPassword: (vault) => vault.copy({ kind: 'password' }),
  copyUsername: (vault) => vault.copy({ kind: 'username' }),
  copyCode: (vault) => vault.copy({ kind: 'otp-code' }),
  openUrl: (vault) => vault.openUrl(0),
  favourite: (vault) => vault.toggleFavourite(),
  trash: (vault) => vault.trash(),
  undo: (vault) => vault.undo(),
  all: (vault) => vault.show('all'),
  favourites: (vault) => vault.show('favourites'),
  logins: (vault) => vault.show('logins'),
  notes: (vault) => vault.show('notes'),
  trashView: (vault) => vault.show('trash'),
  help: (vault) => vault.showDialog('shortcuts'),
  helpPlain: (vault) => vault.showDialog('shortcuts'),
}

/** Handles the vault's shortcuts while it is on the screen and no dialog is open. */
export function useShortcuts(): void {
  const vault = useVault()
  const platform = useAppState((state) => state.platform) ?? 'linux'

  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return
    if (document.querySelector('dialog[open]') !== null) return
    const id = shortcutFor(event, {
      platform,
      editing: vault.store.getState().editing !== null,
      inField: isField(document.activeElement),
      textSelected: hasSelection(),
    })
    if (id === null) return
    event.preventDefault()
    void does[id](vault)
  })

  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

function isField(element: Element | null): boolean {
  return element?.matches('input:not([type=checkbox], [type=radio]), textarea') === true
}

function hasSelection(): boolean {
  const field = document.activeElement
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    return field.selectionStart !== field.selectionEnd
  }
  return window.getSelection()?.isCollapsed === false
}
