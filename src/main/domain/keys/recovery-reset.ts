import type { LinkView } from '@contract/models'
import { tries } from '../accounts/tries'
import type { Deps } from '../deps'
import { emailKey, maskEmail, parseEmail } from '../email-address'
import { DomainFailure } from '../failure'
import type { LinkRef, SecretKey } from '../ids'
import { linkCheck } from '../links/check'
import type { Account } from '../model'
import { resetGrants } from '../reset/grant'
import { outcomes } from '../reset/outcome'
import { otherSignedIn } from '../session'
import type { UseCases } from '../use-cases'

/** How long a new password may take to be thought of. */
const ticketMs = 10 * 60_000

/** A new password by recovery code: without a mail, or along with a link that came by one. */
export function recoveryReset(
  deps: Deps & {
    /** @throws DomainFailure RECOVERY_MISTYPED */
    readonly read: (typed: string) => SecretKey
    readonly opens: (account: Account, code: SecretKey) => boolean
  },
): Pick<UseCases<'recovery'>, 'begin' | 'use'> {
  const counted = tries(deps)
  const grants = resetGrants({ ...deps, check: linkCheck(deps) })
  const told = outcomes(deps)
  // Opened in place of a code that there is not: as much work, and the same answer.
  const dummyKey = deps.cipher.newKey()
  const dummy = deps.cipher.seal(dummyKey, { purpose: 'recovery-wrap', scope: ['', ''] }, dummyKey)

  const opensOrNot = (account: Account, code: SecretKey) => {
    if (account.recovery !== null) return deps.opens(account, code)
    deps.cipher.open(code, { purpose: 'recovery-wrap', scope: ['', ''] }, dummy)
    return false
  }

  return {
    /**
     * Takes the same steps as a sign-in, and the same waits, whether or not the address has an
     * account or the account a code. Needs no mail, nor an address that was proven.
     *
     * @throws DomainFailure RECOVERY_MISTYPED, which depends on the code alone, RECOVERY_FAILED,
     * WAIT
     */
    async begin({ email: typed, code: typedCode }): Promise<LinkView> {
      const code = deps.read(typedCode)
      const email = parseEmail(typed)
      if (email === null) throw new DomainFailure('RECOVERY_FAILED')
      const key = emailKey(email)
      const { accounts, retryAt, takeBack } = deps.transaction(() => counted.begin(key))
      if (retryAt !== null) {
        code.fill(0)
        throw new DomainFailure('WAIT', { retryAt })
      }
      if (accounts.length === 0)
        deps.cipher.open(code, { purpose: 'recovery-wrap', scope: ['', ''] }, dummy)
      const account = accounts.filter((one) => opensOrNot(one, code))[0]
      if (account === undefined) {
        code.fill(0)
        deps.transaction(() => counted.failed(email, accounts, 'recovery_failed'))
        throw new DomainFailure('RECOVERY_FAILED')
      }
      deps.transaction(takeBack)
      const { id: accountId, generation } = account
      const expiresAt = deps.clock.now() + ticketMs
      const ref = deps.links.addTicket({ accountId, generation, expiresAt }, code)
      deps.later(() => deps.links.forgetCode(ref), ticketMs)
      return {
        ref,
        purpose: 'reset',
        found: 'code',
        maskedEmail: maskEmail(account.email),
        expiresAt,
        otherSignedIn: otherSignedIn(deps, account),
        outcome: await told.tell(await grants(ref)),
      }
    },
    /** @throws DomainFailure RECOVERY_MISTYPED, RECOVERY_WRONG, WAIT and those of a link check */
    async use({ ref, code: typed }) {
      const { account, expiresAt } = await grants(ref)
      const code = deps.read(typed)
      const counter = deps.counters.recovery(account)
      deps.transaction(() => deps.attempts.begin(counter))
      if (!deps.opens(account, code)) {
        code.fill(0)
        deps.activity.add(account.id, 'recovery_failed', deps.clock.now())
        throw new DomainFailure('RECOVERY_WRONG')
      }
      deps.transaction(() => deps.attempts.clear(counter))
      deps.links.setCode(ref as LinkRef, code)
      deps.later(() => deps.links.forgetCode(ref as LinkRef), expiresAt - deps.clock.now())
      return told.tell(await grants(ref))
    },
  }
}
