import type { SessionView } from '@contract/models'
import type { Deps } from '../deps'
import { emailKey, parseEmail } from '../email-address'
import { DomainFailure } from '../failure'
import { normalizePassword } from '../security/password-policy'
import type { Enter } from './enter'
import type { Remembered } from './remembered'
import type { Settle } from './settle'
import type { Tries } from './tries'

interface Input {
  readonly email: string
  readonly password: string
  readonly remember: boolean
}

type Needs = Pick<
  Deps,
  'accounts' | 'activity' | 'clock' | 'clockGuard' | 'resetPasses' | 'transaction' | 'wraps'
> & {
  readonly enter: Enter
  readonly remembered: Remembered
  readonly settle: Settle
  readonly tries: Tries
}

/**
 * One Argon2id run, whoever asks: a wrong password and an unknown address take the same steps,
 * write the same number of rows, wait alike and say the same. Also while the address waits: then
 * only the new password of a reset is let in, and every other is told to wait.
 *
 * @throws DomainFailure SIGN_IN_FAILED, WAIT, and ACCOUNT_ALTERED to one whose password opens
 */
export function signIn(deps: Needs) {
  return async ({ email: typed, password: chosen, remember }: Input): Promise<SessionView> => {
    const email = parseEmail(typed)
    if (email === null) throw new DomainFailure('SIGN_IN_FAILED')
    const key = emailKey(email)
    const password = normalizePassword(chosen)

    const { accounts, retryAt, takeBack } = deps.transaction(() => deps.tries.begin(key))
    const waits = retryAt !== null
    const candidates = waits ? accounts.filter(({ id }) => deps.resetPasses.use(id)) : accounts
    const opened = await deps.wraps.openAny(candidates, password)
    const settled = opened && (await deps.settle(opened.account, opened.vaultKey, password))
    // A reset may have won meanwhile: its password is the only one from then on.
    const current = opened && deps.accounts.byId(opened.account.id)
    if (settled === null || current?.generation !== opened?.account.generation || !current) {
      settled?.vaultKey.fill(0)
      if (waits) throw new DomainFailure('WAIT', { retryAt })
      deps.transaction(() => deps.tries.failed(email, accounts, 'sign_in_failed'))
      throw new DomainFailure('SIGN_IN_FAILED')
    }

    deps.transaction(() => {
      takeBack()
      settled.write()
      deps.activity.add(current.id, 'signed_in', deps.clock.now())
      deps.clockGuard.saw()
      deps.remembered.set(current.email, remember)
    })
    deps.enter(current.id, settled.vaultKey, password)
    const { role } = deps.accounts.byId(current.id) ?? current
    return { email: current.email, role }
  }
}
