import type { WindowKind } from '@contract/channels'
import type { IpcMainInvokeEvent, WebContents } from 'electron'

export type Sender = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>
export type SenderCheck = (sender: Sender, window: WindowKind) => boolean

/** The origin that our own pages have; see `desktop/app-protocol`. */
const origin = 'app://latchkey'

/**
 * Only the top frame, with our own origin, of a window of the right kind. A frame inside, a page
 * that a window was led to, or another window gets nothing.
 *
 * @param contents the window that is open for a kind, if any
 */
export function senderCheck(contents: (kind: WindowKind) => WebContents | null): SenderCheck {
  return ({ sender, senderFrame }, kind) => {
    const own = contents(kind)
    if (own === null || sender !== own || senderFrame === null) return false
    return senderFrame === own.mainFrame && senderFrame.url.startsWith(`${origin}/`)
  }
}
