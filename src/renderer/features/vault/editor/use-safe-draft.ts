import { useEffect } from 'react'
import type { Editor } from '../../../stores/vault/editor'

/**
 * Writes the draft when the window is left or closed. A lock asks for it by itself, and typing that
 * rests is written anyway.
 */
export function useSafeDraft(editor: Editor): void {
  useEffect(() => {
    const flush = () => void editor.flush()
    window.addEventListener('pagehide', flush)
    window.addEventListener('blur', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      window.removeEventListener('blur', flush)
    }
  }, [editor])
}
