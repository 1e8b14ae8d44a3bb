import type { DeviceWraps } from '../crypto/device-wraps'
import { normalizePassword, type PasswordPolicy } from '../crypto/password-policy'
import { type PasswordWraps, saltShared } from '../crypto/password-wrap'
import { rebind, writeRebound } from '../crypto/rebind'
import { DomainFailure } from '../failure'
import type { CounterNames } from '../limits/counter-names'
import { voidLinks } from '../mail/link-mails'
import type { Outbox } from '../mail/outbox'
import type { Ports } from '../ports'
import { forgetPending } from './change-email'
import type { Reauthenticate } from './reauthenticate'

type Needs = Pick<
  Ports,
  | 'accounts'
  | 'activity'
  | 'cipher'
  | 'clock'
  | 'mailLog'
  | 'requests'
  | 'transaction'
  | 'vaultRows'
> & {
  readonly counters: CounterNames
  readonly deviceWraps: DeviceWraps
  readonly outbox: Outbox
  readonly policy: PasswordPolicy
  readonly wraps: PasswordWraps
  readonly reauthenticate: Reauthenticate
}

/**
 * Wraps the same vault key under a new password, in one transaction with everything bound to the
 * generation. Links, sent or still in the outbox, become void; the person stays signed in.
 *
 * @throws DomainFailure NOT_SIGNED_IN, WRONG_PASSWORD, WAIT, PASSWORD_REFUSED
 */
export function changePassword(deps: Needs) {
  return async (input: { readonly current: string; readonly next: string }): Promise<null> => {
    const { account, vaultKey } = await deps.reauthenticate(input.current)
    try {
      const password = await deps.policy.accept(input.next, account.email)
      if (password === normalizePassword(input.current)) {
        throw new DomainFailure('PASSWORD_REFUSED', { reason: 'unchanged' })
      }
      const rebound = await rebind(deps, account, vaultKey)
      const { generation } = rebound
      const kdf = deps.wraps.fresh(saltShared(deps.accounts, account))
      const identity = { id: account.id, generation }
      const passwordWrap = await deps.wraps.make(identity, password, kdf, vaultKey)
      deps.transaction(() => {
        const now = deps.clock.now()
        const next = { kdf, passwordWrap, generation, passwordChangedAt: now }
        if (!deps.accounts.setPassword(account.id, account.generation, next)) {
          throw new DomainFailure('NOT_SIGNED_IN')
        }
        writeRebound(deps, vaultKey, account, rebound)
        voidLinks(deps, account)
        forgetPending(deps, account)
        deps.activity.add(account.id, 'password_changed', now)
        if (account.confirmedAt !== null && !rebound.altered) {
          deps.outbox.queue({
            kind: 'password-changed',
            accountId: account.id,
            email: account.email,
            facts: { byReset: false },
            dedupeKey: `password-changed:${account.id}:${generation}`,
          })
        }
      })
      return null
    } finally {
      vaultKey.fill(0)
    }
  }
}
