import type { Failure, Result } from '@contract/channel'
import { type ChannelName, channels } from '@contract/channels'
import { DomainFailure } from '../domain/failure'
import type { Log } from '../domain/ports'
import type { Dispatch } from './dispatch'
import type { Sender, SenderCheck } from './sender'

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
