import type { ChannelName } from '@contract/channels'
import { type IpcMainInvokeEvent, ipcMain } from 'electron'

/** With which the app's page begins, once its scripts run. */
export const firstChannel = 'app.state' satisfies ChannelName

export type Call = (event: IpcMainInvokeEvent, ...args: unknown[]) => Promise<unknown>

/**
 * The page's first call may come while the rest of main is being loaded, and waits for it. With its
 * answer every other channel is there as well.
 *
 * @param answering gives what treats it like any other
 * @returns resolves once it has been answered
 */
export function holdFirstCall(answering: () => Promise<Call>): Promise<void> {
  return new Promise((answered) => {
    ipcMain.handle(firstChannel, async (event, ...args) => {
      try {
        return await (await answering())(event, ...args)
      } finally {
        // With the next turn: the answer goes out first.
        setImmediate(answered)
      }
    })
  })
}
