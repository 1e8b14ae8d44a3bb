import type { WindowKind } from '@contract/channels'
import type { IpcMainInvokeEvent, WebContents } from 'electron'

export type Sender = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>
export type SenderCheck = (sender: Sender, window: WindowKind) => boolean

/** The origin of our own pages; see `desktop/app-protocol`. */
const origin = 'app://latchkey'

/**
 * Accepts only the top frame, with our origin, of a window of the right kind. Subframes, foreign pages and
 * other windows are refused.
 *
 * @param contents returns the open window of a kind, if any
 */
export function senderCheck(contents: (kind: WindowKind) => WebContents | null): SenderCheck {
  return ({ sender, senderFrame }, kind) => {
    const own = contents(kind)
    if (own === null || sender !== own || senderFrame === null) return false
    return senderFrame === own.mainFrame && senderFrame.url.startsWith(`${origin}/`)
  }
}
