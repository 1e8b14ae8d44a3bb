import type { ChannelName } from '@contract/channels'
import { type IpcMainInvokeEvent, ipcMain } from 'electron'

/** The app's page makes this call first, once its scripts run. */
export const firstChannel = 'app.state' satisfies ChannelName

export type Call = (event: IpcMainInvokeEvent, ...args: unknown[]) => Promise<unknown>

/**
 * The page's first call may arrive while the rest of main is still loading, and waits for it. Once it is
 * answered, all other channels are registered too.
 *
 * @param answering gives the usual handler
 * @returns resolves once the call has been answered
 */
export function holdFirstCall(answering: () => Promise<Call>): Promise<void> {
  return new Promise((answered) => {
    ipcMain.handle(firstChannel, async (event, ...args) => {
      try {
        return await (await answering())(event, ...args)
      } finally {
        // In the next turn, so that the answer is sent first.
        setImmediate(answered)
      }
    })
  })
}
