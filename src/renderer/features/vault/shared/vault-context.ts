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
 * Focuses an element when the vault requests its place: as soon as it exists, unless the focus has since
 * been requested elsewhere. Use it in a component that outlives the element.
 */
export function useFocusOn(place: Place, element: RefObject<HTMLElement | null>): void {
  const asked = useVaultModel((model) => model.focus)
  const done = useRef(-1)
  // After each render: the element may appear later than the request.
  useEffect(() => {
    if (asked.place !== place || asked.turn === done.current || element.current === null) return
    done.current = asked.turn
    // Without scrolling, so that the place is shown from its top and not from a long heading's middle.
    element.current.focus({ preventScroll: place !== 'editor' })
  })
}

/** There is no room for list and detail side by side. The same width as in `vault.css`. */
export function isNarrow(): boolean {
  return window.matchMedia('(max-width: 899px)').matches
}
