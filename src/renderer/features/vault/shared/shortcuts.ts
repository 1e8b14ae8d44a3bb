import type { EntryKind } from '@contract/entry-kinds'
import type { AppState } from '@contract/models'
import { useCallback, useEffect, useEffectEvent } from 'react'
import { useAppState } from '../../../shared/services'
import type { Vault } from '../../../stores/vault/vault'
import { useVault } from './vault-context'

type Platform = AppState['platform']

interface Shortcut {
  readonly id: string
  /** `KeyboardEvent.key` in lower case. */
  readonly key: string
  /** With Ctrl, or Command on a Mac. */
  readonly mod: boolean
  readonly shift?: boolean
  /** Works only while an entry is being edited, or only while none is. */
  readonly only?: 'reading' | 'editing'
  /** Ignored while typing in a field. */
  readonly notInFields?: boolean
}

/** Ctrl+L, which locks from anywhere, is in main's menu. */
export const shortcuts = [
  { id: 'search', key: 'f', mod: true },
  { id: 'searchPlain', key: '/', mod: false, notInFields: true },
  { id: 'newLogin', key: 'n', mod: true },
  { id: 'newNote', key: 'n', mod: true, shift: true },
  { id: 'generator', key: 'g', mod: true },
  { id: 'edit', key: 'e', mod: true, only: 'reading' },
  { id: 'save', key: 's', mod: true, only: 'editing' },
  { id: 'copyPassword', key: 'c', mod: true, only: 'reading' },
  { id: 'copyUsername', key: 'b', mod: true, only: 'reading' },
  { id: 'copyCode', key: 't', mod: true, only: 'reading' },
  { id: 'openUrl', key: 'o', mod: true, only: 'reading' },
  { id: 'favourite', key: 'd', mod: true, only: 'reading' },
  { id: 'trash', key: 'delete', mod: false, only: 'reading', notInFields: true },
  { id: 'undo', key: 'z', mod: true, only: 'reading', notInFields: true },
  { id: 'all', key: '1', mod: true },
  { id: 'favourites', key: '2', mod: true },
  { id: 'logins', key: '3', mod: true },
  { id: 'notes', key: '4', mod: true },
  { id: 'trashView', key: '5', mod: true },
  { id: 'help', key: 'f1', mod: false },
  { id: 'helpPlain', key: '?', mod: false, notInFields: true },
] as const satisfies readonly Shortcut[]

export type ShortcutId = (typeof shortcuts)[number]['id']

/** Creates an entry of each kind. */
export const newShortcuts = { login: 'newLogin', note: 'newNote' } as const satisfies Record<
  EntryKind,
  ShortcutId
>

export interface Press {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

export interface Situation {
  readonly platform: Platform
  readonly editing: boolean
  /** The focus is in a text field. */
  readonly inField: boolean
  /** Text is selected: Ctrl+C then copies that text. */
  readonly textSelected: boolean
}

/** The shortcut that a key press triggers now. */
export function shortcutFor(press: Press, now: Situation): ShortcutId | null {
  const onMac = now.platform === 'darwin'
  const mod = onMac ? press.metaKey : press.ctrlKey
  const foreign = press.altKey || (onMac ? press.ctrlKey : press.metaKey)
  if (foreign) return null
  const found = shortcuts.find((each: Shortcut) => {
    // Which keys produce `?` depends on the keyboard layout: Shift may be one of them.
    const shiftFits = !each.mod || (each.shift ?? false) === press.shiftKey
    return each.key === press.key.toLowerCase() && each.mod === mod && shiftFits
  }) as (Shortcut & { id: ShortcutId }) | undefined
  if (found === undefined) return null
  if (found.only !== undefined && (found.only === 'editing') !== now.editing) return null
  if (found.notInFields === true && now.inField) return null
  if (found.id === 'copyPassword' && now.textSelected) return null
  return found.id
}

const names: Readonly<Record<string, string>> = { delete: 'Del', escape: 'Esc', enter: 'Enter' }

/** The names of the keys on this system: `Ctrl Shift N`, `⇧⌘N`. */
export function keyNames(
  { key, mod, shift = false }: Pick<Shortcut, 'key' | 'mod' | 'shift'>,
  platform: Platform,
): string {
  const name = names[key] ?? key.toUpperCase()
  if (platform === 'darwin') return `${shift ? '⇧' : ''}${mod ? '⌘' : ''}${name}`
  return [mod && 'Ctrl', shift && 'Shift', name].filter(Boolean).join(' ')
}

/** The value for `aria-keyshortcuts`. */
export function ariaKeys(
  { key, mod, shift = false }: Pick<Shortcut, 'key' | 'mod' | 'shift'>,
  platform: Platform,
): string {
  const modifier = platform === 'darwin' ? 'Meta' : 'Control'
  const name = key.length === 1 ? key.toUpperCase() : key[0]?.toUpperCase() + key.slice(1)
  return [mod && modifier, shift && 'Shift', name].filter(Boolean).join('+')
}

/** How a shortcut is shown here, and how it is described to screen readers. */
export function useKeys() {
  const platform = useAppState((state) => state.platform) ?? 'linux'
  return useCallback(
    (id: ShortcutId) => {
      const found: Shortcut | undefined = shortcuts.find((each) => each.id === id)
      if (found === undefined) throw new Error(`no shortcut ${id}`)
      return { shown: keyNames(found, platform), aria: ariaKeys(found, platform) }
    },
    [platform],
  )
}

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
