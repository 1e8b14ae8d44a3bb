import type { RecoveryView } from '@contract/safety-models'
import type { Deps } from '../deps'
import { DomainFailure } from '../failure'
import type { SecretKey } from '../ids'
import type { Account } from '../model'
import type { UseCases } from '../use-cases'
import { newRecoveryUseCases } from './new-recovery'
import { openRecovery } from './open-recovery'
import { parseCode } from './recovery-code'
import { remindLater } from './recovery-reminder'
import { recoveryReset } from './recovery-reset'
import { recoveryView } from './recovery-view'

/** The recovery code: made, proven, and used. */
export function recoveryUseCases(deps: Deps): UseCases<'recovery'> {
  function view(): RecoveryView {
    return recoveryView(deps.sessions.require(), deps.clock.now(), deps.sessions.justMade())
  }

  /** @throws DomainFailure RECOVERY_MISTYPED */
  function read(typed: string): SecretKey {
    const code = parseCode(deps.cipher, typed)
    if (code === null) throw new DomainFailure('RECOVERY_MISTYPED')
    return code
  }

  function opens(account: Account, code: SecretKey): boolean {
    const opened = openRecovery(deps, account, code)
    opened?.fill(0)
    return opened !== null
  }

  return {
    ...newRecoveryUseCases(deps),
    ...recoveryReset({ ...deps, read, opens }),
    view,
    remindLater() {
      deps.sessions.require()
      remindLater(deps.vaults.current(), deps.clock.now())
      return null
    },
    /**
     * Changes nothing but the date.
     * @throws DomainFailure NOT_SIGNED_IN, RECOVERY_MISTYPED, RECOVERY_WRONG, WAIT
     */
    check({ code: typed }) {
      const account = deps.sessions.require()
      const code = read(typed)
      const counter = deps.counters.recovery(account)
      deps.transaction(() => deps.attempts.begin(counter))
      const right = opens(account, code)
      code.fill(0)
      const { recovery } = account
      if (!right || recovery === null) throw new DomainFailure('RECOVERY_WRONG')
      deps.transaction(() => {
        const now = deps.clock.now()
        deps.attempts.clear(counter)
        deps.accounts.setRecovery(account.id, { ...recovery, provenAt: now })
        deps.activity.add(account.id, 'recovery_proven', now)
      })
      return view()
    },
  }
}
