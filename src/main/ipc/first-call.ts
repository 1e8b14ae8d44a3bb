import type { ChannelName } from '@contract/channels'
import { type IpcMainInvokeEvent, ipcMain } from 'electron'

/** With which the app's page begins, once its scripts run. */
export const firstChannel = 'app.state' satisfies ChannelName

/** How far it is; each resolves once. */
export interface FirstCall {
  readonly come: Promise<void>
  readonly answered: Promise<void>
}

export type Call = (event: IpcMainInvokeEvent, ...args: unknown[]) => Promise<unknown>

/**
 * The page's first call comes while the rest of main is being loaded, and waits for it. With its
 * answer every other channel is there as well.
 *
 * @param answering gives what treats it like any other
 */
export function holdFirstCall(answering: () => Promise<Call>): FirstCall {
  const [come, hasCome] = signal()
  const [answered, hasBeenAnswered] = signal()
  ipcMain.handle(firstChannel, async (event, ...args) => {
    hasCome()
    try {
      return await (await answering())(event, ...args)
    } finally {
      // With the next turn: the answer goes out first.
      setImmediate(hasBeenAnswered)
    }
  })
  return { come, answered }
}

function signal(): [Promise<void>, () => void] {
  let give = () => {}
  const given = new Promise<void>((done) => {
    give = done
  })
  return [given, give]
}
