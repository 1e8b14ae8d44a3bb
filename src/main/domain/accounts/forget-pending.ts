import type { Deps } from '../deps'
import { maskEmail } from '../email-address'
import type { Account } from '../model'

/**
 * A new address that came to nothing may be a stranger's, or a mistake: it is written nowhere any more.
 * Called within the transaction that gives it up, once its mails and requests are called off.
 */
export function forgetPending(
  deps: Pick<Deps, 'mailLog' | 'requests'>,
  { id, pendingEmail }: Pick<Account, 'id' | 'pendingEmail'>,
): void {
  if (pendingEmail === null) return
  deps.requests.forgetAddress(id, 'change-email')
  deps.mailLog.replaceAddress(id, pendingEmail, maskEmail(pendingEmail))
}
