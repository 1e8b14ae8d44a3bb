import { createContext, type RefObject, use, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { Place, VaultModel } from '../../../stores/vault/model'
import type { Vault } from '../../../stores/vault/vault'

export const VaultContext = createContext<Vault | null>(null)

export function useVault(): Vault {
  const vault = use(VaultContext)
  if (vault === null) throw new Error('VaultContext is missing')
  return vault
}

export function useVaultModel<T>(select: (model: VaultModel) => T): T {
  return useStore(useVault().store, select)
}

/**
 * Gives the focus to an element when the vault asks for its place: as soon as it is there, unless
 * the focus was asked to go elsewhere meanwhile. To be used where it outlasts the element.
 */
export function useFocusOn(place: Place, element: RefObject<HTMLElement | null>): void {
  const asked = useVaultModel((model) => model.focus)
  const done = useRef(-1)
  // After each drawing: what the focus is to go to may come later than the wish.
  useEffect(() => {
    if (asked.place !== place || asked.turn === done.current || element.current === null) return
    done.current = asked.turn
    // The place as a whole comes into sight, not the middle of a heading of many lines.
    element.current.focus({ preventScroll: place !== 'editor' })
  })
}

/** There is no room for list and detail side by side. As in `vault.css`. */
export function isNarrow(): boolean {
  return window.matchMedia('(max-width: 899px)').matches
}
