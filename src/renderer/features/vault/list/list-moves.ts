import type { Vault } from '../../../stores/vault/vault'

/** Roughly as many lines as a screen shows. */
const pageLines = 10

/** @returns whether the key was one that moves through the list */
export function listMove(vault: Vault, key: string): boolean {
  const { index } = vault.selection.store.getState()
  const last = (vault.list.store.getState().total ?? 0) - 1
  const to = target(key, index, last)
  if (to === null) return false
  if (to >= 0 && to !== index) vault.moveTo(to)
  return true
}

/** @param index null if nothing is selected yet */
function target(key: string, index: number | null, last: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return index === null ? 0 : Math.min(index + 1, last)
    case 'ArrowUp':
      return index === null ? last : Math.max(index - 1, 0)
    case 'PageDown':
      return Math.min((index ?? 0) + pageLines, last)
    case 'PageUp':
      return Math.max((index ?? 0) - pageLines, 0)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
