import type { Failure, Result } from '@contract/channel'
import { type ChannelName, channels } from '@contract/channels'
import { ipcMain, type WebContents } from 'electron'
import { DomainFailure } from '../domain/failure'
import type { Log } from '../domain/ports'
import { callLimits } from './call-limits'
import type { Dispatch } from './dispatch'
import { type Call, firstChannel } from './first-call'
import type { Sender, SenderCheck } from './sender'

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

const fail = (code: Failure['code']): Failure => ({ ok: false, code })

/**
 * Checks the sender and the arguments, then calls the use case, for a call that `callLimits` has admitted.
 * Always answers with a result or a code.
 */
export async function answer(
  name: ChannelName,
  dispatch: Dispatch,
  isAllowed: SenderCheck,
  log: Log,
  event: Sender,
  args: readonly unknown[],
): Promise<Result<unknown>> {
  if (!isAllowed(event, channels[name].window)) return fail('FORBIDDEN')
  if (args.length > 1) return fail('BAD_REQUEST')
  const parsed = channels[name].args.safeParse(args[0])
  if (!parsed.success) return fail('BAD_REQUEST')
  try {
    return { ok: true, value: await dispatch(name, parsed.data) }
  } catch (error) {
    return toFailure(name, error, log)
  }
}

/** SQLite's and the system's errors for a disk that can't be written. */
const storageCodes =
  /^(SQLITE_(FULL|READONLY|IOERR|CANTOPEN|CORRUPT)|(ENOSPC|EDQUOT|EROFS|EIO|EACCES|EPERM)$)/

function toFailure(name: ChannelName, error: unknown, log: Log): Failure {
  if (error instanceof DomainFailure) {
    const { code, retryAt, reason, row, outcome } = error
    return {
      ...fail(code),
      ...(retryAt === undefined ? {} : { retryAt }),
      ...(reason === undefined ? {} : { reason }),
      ...(row === undefined ? {} : { row }),
      ...(outcome === undefined ? {} : { outcome }),
    }
  }
  log.error(`channel ${name}`, error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return fail(storageCodes.test(code) ? 'STORAGE' : 'INTERNAL')
}
