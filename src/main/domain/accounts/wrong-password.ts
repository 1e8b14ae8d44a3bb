import type { Deps } from '../deps'
import type { Account } from '../model'

type Needs = Pick<Deps, 'activity' | 'attempts' | 'clock' | 'counters' | 'guesses' | 'transaction'>

/** Notes a wrong password of an account that is signed in or locked, its try counted before. */
export function wrongPassword(deps: Needs, account: Account): void {
  deps.transaction(() => {
    const waiting = deps.attempts.blockedUntil(deps.counters.password(account)) !== null
    const kind = waiting ? 'sign_in_waiting' : 'sign_in_failed'
    deps.activity.add(account.id, kind, deps.clock.now())
    // Whoever else has proven the address is not concerned.
    if (waiting && account.confirmedAt !== null) deps.guesses.mustWait(account.email)
  })
}
