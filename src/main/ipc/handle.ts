/** The one place where the bridge ends in main; `answer` says how a call is treated. */
import { type ChannelName, channels } from '@contract/channels'
import type { Failure } from '@contract/result'
import { ipcMain, type WebContents } from 'electron'
import type { Log } from '../domain/ports'
import { answer, type Handlers } from './answer'
import { callLimits } from './call-limits'
import type { SenderCheck } from './sender'

const tooMany: Failure = { ok: false, code: 'WAIT' }

/**
 * Registers every channel of the contract.
 *
 * @param onFlood takes a page away that keeps main from its other work
 */
export function handleAll(
  handlers: Handlers,
  isAllowed: SenderCheck,
  log: Log,
  onFlood: (page: WebContents) => void,
): void {
  const limits = callLimits(setImmediate)
  for (const name of Object.keys(channels) as ChannelName[]) {
    ipcMain.handle(name, async (event, ...args: unknown[]) => {
      const verdict = limits.enter(event.sender)
      if (verdict === 'take-away') onFlood(event.sender)
      if (verdict !== 'answer') return tooMany
      try {
        return await answer(name, handlers, isAllowed, log, event, args)
      } finally {
        limits.leave(event.sender)
      }
    })
  }
}
