/** The only place in main that receives calls from pages; `answer` handles each of them. */

import type { Failure } from '@contract/channel'
import { type ChannelName, channels } from '@contract/channels'
import { ipcMain, type WebContents } from 'electron'
import type { Log } from '../domain/ports'
import { answer } from './answer'
import { callLimits } from './call-limits'
import type { Dispatch } from './dispatch'
import { type Call, firstChannel } from './first-call'
import type { SenderCheck } from './sender'

const tooMany: Failure = { ok: false, code: 'WAIT' }

/**
 * Registers every channel of the contract but the first, which `holdFirstCall` has registered.
 *
 * @param onFlood takes away a page that keeps main from its other work, or tries to
 * @returns the handler of the first channel
 */
export function handleAll(
  dispatch: Dispatch,
  isAllowed: SenderCheck,
  log: Log,
  onFlood: (page: WebContents) => void,
): Call {
  const limits = callLimits(setImmediate)
  const answering =
    (name: ChannelName): Call =>
    async (event, ...args) => {
      const verdict = limits.enter(event.sender, args)
      if (verdict === 'take-away') onFlood(event.sender)
      if (verdict !== 'answer') return tooMany
      try {
        return await answer(name, dispatch, isAllowed, log, event, args)
      } finally {
        limits.leave(event.sender)
      }
    }
  for (const name of Object.keys(channels) as ChannelName[]) {
    if (name !== firstChannel) ipcMain.handle(name, answering(name))
  }
  return answering(firstChannel)
}
