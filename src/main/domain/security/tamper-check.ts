import type { Deps } from '../deps'
import type { Log, RowSeal } from '../ports'
import { together } from '../together'
import { isKeychainLocked } from './keychain-lock'
import type { Secrets } from './secrets'

/**
 * - `vouched`: the rows that decide who gets in are as we left them.
 * - `broken`: they were not. What was under way has just been ended.
 * - `unknown`: no keychain is there to ask, or its keyring is locked. Nothing is refused for that.
 */
export type TamperVerdict = 'vouched' | 'broken' | 'unknown'

/**
 * Holds the seal over the rows that decide who gets in against the rows themselves: with the first need of
 * it, and again whenever another program has written to the database.
 */
export type TamperCheck = () => Promise<TamperVerdict>

type Needs = Pick<
  Deps,
  'accounts' | 'activity' | 'clock' | 'requests' | 'settings' | 'transaction'
> & {
  readonly log: Log
  readonly rowSeal: RowSeal
  readonly secrets: Pick<Secrets, 'sealKey'>
}

const unvouchedOwnerKey = 'owner.unvouched'

/** Whom the row called the owner when the seal was found broken, for an account without a record of it. */
export const unvouchedOwner = (settings: Pick<Deps['settings'], 'get'>): unknown =>
  settings.get(unvouchedOwnerKey)

/**
 * Rows that were put back, changed or added by somebody else end all that hangs on them, and nobody
 * is kept out: open links and codes are void, an address that waited to be proven is dropped, and nobody is the owner
 * until the owner's own vault says so at the next sign-in. The same happens after a run in which such
 * rows were changed and the keyring never opened.
 */
export function tamperCheck(deps: Needs): TamperCheck {
  const { rowSeal } = deps
  let sealed = false

  async function sealKey() {
    try {
      return await deps.secrets.sealKey()
    } catch (error) {
      if (!isKeychainLocked(error)) deps.log.error('row seal', error)
      return null
    }
  }

  async function check(): Promise<TamperVerdict> {
    const found = await sealKey()
    if (found === null) return 'unknown'
    return deps.transaction(() => {
      // Nothing can have been sealed under a key that is new.
      const first = found.made && !sealed
      const holds = first || rowSeal.holds(found.key)
      if (!holds) endWhatIsUnderWay()
      rowSeal.seal(found.key, first ? 'all' : 'of-this-run')
      sealed = true
      return holds ? 'vouched' : 'broken'
    })
  }

  function endWhatIsUnderWay(): void {
    deps.requests.supersedeAll(null)
    deps.accounts.dropPendingEmails()
    const owner = deps.accounts.demoteOwner()
    if (owner !== null) deps.settings.set(unvouchedOwnerKey, owner)
    deps.activity.add(null, 'links_ended', deps.clock.now())
  }

  const once = together(check)
  return async () => (rowSeal.intact() ? 'vouched' : once())
}
