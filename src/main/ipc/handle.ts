/** The one place where the bridge ends in main; `answer` says how a call is treated. */
import { type ChannelName, channels } from '@contract/channels'
import { ipcMain } from 'electron'
import type { Log } from '../domain/ports'
import { answer, type Handlers } from './answer'
import type { SenderCheck } from './sender'

/** Registers every channel of the contract. */
export function handleAll(handlers: Handlers, isAllowed: SenderCheck, log: Log): void {
  for (const name of Object.keys(channels) as ChannelName[]) {
    ipcMain.handle(name, (event, ...args: unknown[]) =>
      answer(name, handlers, isAllowed, log, event, args),
    )
  }
}
