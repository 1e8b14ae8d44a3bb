import { singleFlight } from '../async'
import type { Log, Ports, RowMac } from '../ports'
import { isKeychainLocked } from './keychain-lock'
import type { Secrets } from './secrets'

/**
 * - `vouched`: the rows that decide who gets in are as we left them.
 * - `broken`: they weren't. Whatever depends on them has just been ended.
 * - `unknown`: there is no keychain, or its keyring is locked. That alone is no reason to refuse
 *   anything.
 */
export type TamperVerdict = 'vouched' | 'broken' | 'unknown'

/**
 * Compares the rows that decide who gets in with their row MAC: when first needed, and again
 * whenever another program has written to the database.
 */
export type TamperCheck = () => Promise<TamperVerdict>

type Needs = Pick<Ports, 'accounts' | 'activity' | 'clock' | 'requests' | 'transaction'> & {
  readonly log: Log
  readonly rowMac: RowMac
  readonly secrets: Pick<Secrets, 'rowMacKey'>
}

/**
 * If another program restored, changed or added rows, what depends on them is ended, but no one is
 * locked out: open links and codes become void, pending addresses are dropped, and no one is the
 * owner until the owner's own vault proves it at the next sign-in. The same happens after a run in
 * which such rows changed and the keyring never opened (ADR 0024).
 */
export function tamperCheck(deps: Needs): TamperCheck {
  const { rowMac } = deps
  let covered = false

  async function macKey() {
    try {
      return await deps.secrets.rowMacKey()
    } catch (error) {
      if (!isKeychainLocked(error)) deps.log.error('row seal', error)
      return null
    }
  }

  async function check(): Promise<TamperVerdict> {
    const found = await macKey()
    if (found === null) return 'unknown'
    const verdict = deps.transaction(() => {
      // Nothing can have a MAC yet under a key that was just made.
      const first = found.made && !covered
      const holds = first || rowMac.holds(found.key)
      if (holds && covered) return 'vouched'
      if (!holds) endWhatIsUnderWay()
      rowMac.start(found.key, first ? 'all' : 'of-this-run')
      return holds ? 'vouched' : 'broken'
    })
    covered = true
    return verdict
  }

  function endWhatIsUnderWay(): void {
    deps.requests.supersedeAll(null)
    deps.accounts.dropPendingEmails()
    deps.accounts.demoteOwner()
    deps.activity.add(null, 'links_ended', deps.clock.now())
  }

  const once = singleFlight(check)
  return async () => (rowMac.intact() ? 'vouched' : once())
}
