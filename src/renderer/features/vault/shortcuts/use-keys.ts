import { useCallback } from 'react'
import { useAppState } from '../../../app/services'
import { ariaKeys, keyNames, type Shortcut, type ShortcutId, shortcuts } from './shortcuts'

/** How a shortcut is shown here, and how it is told to screen readers. */
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
