import type { RecoveryView } from '@contract/safety-models'
import type { Account } from '../model'

/** A paper is lost, or a drawer emptied: a code is worth a word when it was not seen for so long. */
const remindAfterMs = 180 * 24 * 3_600_000

export function recoveryView(
  { recovery }: Pick<Account, 'recovery'>,
  now: number,
  justMade: boolean,
): RecoveryView {
  const seenAt = recovery && Math.max(recovery.madeAt, recovery.provenAt ?? 0)
  return {
    madeAt: recovery?.madeAt ?? null,
    provenAt: recovery?.provenAt ?? null,
    remind: seenAt === null || now - seenAt > remindAfterMs,
    withoutPassword: justMade && recovery === null,
  }
}
