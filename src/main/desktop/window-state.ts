import { readFileSync, writeFileSync } from 'node:fs'
import type { BrowserWindow, Rectangle, Screen } from 'electron'

/** From the design: 960 × 640 at first, usable from 720 × 480. */
export const initialSize = { width: 960, height: 640 }
export const minimumSize = { minWidth: 720, minHeight: 480 }
/** Pixels of a restored window that must be on a screen, so that it can be dragged. */
const grabbable = 120

interface WindowState {
  readonly bounds: Rectangle
  readonly maximized: boolean
}

/** Where the window was. Null if nothing readable was stored; no bounds if its screen is gone. */
export function restoreWindow(
  file: string,
  screen: Pick<Screen, 'getAllDisplays'>,
): { readonly bounds: Rectangle | null; readonly maximized: boolean } | null {
  try {
    const state = JSON.parse(readFileSync(file, 'utf8')) as WindowState
    const { x, y, width, height } = state.bounds
    if (![x, y, width, height].every(Number.isInteger)) return null
    const visible = screen.getAllDisplays().some(({ workArea }) => {
      const overlapX = Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x)
      const top = y >= workArea.y && y < workArea.y + workArea.height - grabbable
      return overlapX >= grabbable && top
    })
    return {
      bounds: visible ? { x, y, width, height } : null,
      maximized: state.maximized === true,
    }
  } catch {
    return null
  }
}

/** Stores the window's place when it closes. A full disk must not prevent that. */
export function keepWindow(file: string, window: BrowserWindow): void {
  window.on('close', () => {
    const state: WindowState = {
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
    }
    try {
      writeFileSync(file, JSON.stringify(state), { mode: 0o600 })
    } catch {
      // The window will open at its default place next time.
    }
  })
}
