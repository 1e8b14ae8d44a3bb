import type { AccountId } from '../ids'
import type { Clock } from '../ports'
import { longestWaitMs } from '../security/attempts'

/** As many passwords as may be tried before the first wait. */
const triesEach = 5

/**
 * Gets whoever has just reset a password past the wait of the address. The wait itself stays: its
 * end would tell a stranger that the address has an account. In memory only, and for as long as the
 * longest wait: those that ran at the reset are over by then.
 */
export interface ResetPasses {
  give(account: AccountId): void
  /** Whether a password may be tried for the account though its address waits; counts that try. */
  use(account: AccountId): boolean
}

export function resetPasses({ clock }: { readonly clock: Clock }): ResetPasses {
  const passes = new Map<AccountId, { readonly until: number; readonly left: number }>()
  return {
    give: (id) => void passes.set(id, { until: clock.now() + longestWaitMs, left: triesEach }),
    use(id) {
      const pass = passes.get(id)
      if (pass === undefined || pass.left === 0 || clock.now() >= pass.until) return false
      passes.set(id, { ...pass, left: pass.left - 1 })
      return true
    },
  }
}
