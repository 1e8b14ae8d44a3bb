import { saltShared } from '../accounts/salt'
import type { Deps } from '../deps'
import { DomainFailure } from '../failure'
import type { LinkCheck } from '../links/check'
import type { ParsedLink } from '../links/parse'

type Needs = Pick<
  Deps,
  | 'accounts'
  | 'activity'
  | 'attempts'
  | 'cipher'
  | 'clock'
  | 'clockGuard'
  | 'counters'
  | 'outbox'
  | 'policy'
  | 'requests'
  | 'sessions'
  | 'transaction'
  | 'wraps'
> & { readonly check: LinkCheck }

/**
 * Sets a new password with a reset link. One transaction: the request is used, the wrap replaced,
 * the generation raised, every other request void, the waits lifted, the notice queued. Nobody is
 * signed in by it, and the account's session ends. A refused password leaves the link good.
 *
 * There are no entries yet: the account gets a fresh vault key.
 *
 * @throws DomainFailure PASSWORD_REFUSED and those of a link check
 */
export function redeemReset(deps: Needs) {
  return async (link: ParsedLink, typed: string): Promise<null> => {
    const { claims, account } = await deps.check.token(link)
    if (claims.purpose !== 'reset') throw new DomainFailure('LINK_INVALID')
    const password = await deps.policy.accept(typed, account.email)
    const generation = account.generation + 1
    const vaultKey = deps.cipher.newKey()
    const kdf = deps.wraps.fresh(saltShared(deps.accounts, account))
    const passwordWrap = await deps.wraps.make(
      { id: account.id, generation },
      password,
      kdf,
      vaultKey,
    )
    vaultKey.fill(0)

    deps.transaction(() => {
      // Again, now that Argon2 has taken its time: it may have expired, or another one won.
      deps.check.claims(claims)
      const now = deps.clock.now()
      const next = { kdf, passwordWrap, generation, passwordChangedAt: now }
      if (!deps.requests.use(claims.requestId)) throw new DomainFailure('LINK_USED')
      if (!deps.accounts.setPassword(account.id, claims.generation, next)) {
        throw new DomainFailure('LINK_SUPERSEDED')
      }
      deps.requests.supersedeAll(account.id)
      deps.attempts.succeeded(deps.counters.signIn(account))
      deps.activity.add(account.id, 'password_reset', now)
      deps.outbox.queue({
        kind: 'password-changed',
        accountId: account.id,
        email: account.email,
        facts: { byReset: true },
        dedupeKey: `password-changed:${account.id}:${generation}`,
      })
      deps.clockGuard.saw()
    })
    deps.sessions.end(account.id)
    return null
  }
}
