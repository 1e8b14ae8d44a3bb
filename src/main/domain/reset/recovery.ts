import type { LinkView } from '@contract/models'
import type { RecoveryView } from '@contract/safety-models'
import { newRecoveryUseCases } from '../accounts/new-recovery-code'
import { recoveryView, remindLater } from '../accounts/recovery-reminder'
import { signInAttempts } from '../accounts/sign-in-attempts'
import type { ClockGuard } from '../clock-guard'
import type { DeviceWraps } from '../crypto/device-wraps'
import type { PasswordWraps } from '../crypto/password-wrap'
import { parseCode } from '../crypto/recovery-code'
import type { TamperCheck } from '../crypto/tamper-check'
import { openRecovery } from '../crypto/unlock-methods'
import { emailKey, maskEmail, parseEmail } from '../email-address'
import { DomainFailure } from '../failure'
import type { LinkRef, SecretKey } from '../ids'
import type { Attempts } from '../limits/attempts'
import type { CounterNames } from '../limits/counter-names'
import type { Account } from '../model'
import type { Guesses } from '../notices/guesses'
import type { Ports } from '../ports'
import { otherSignedIn, type Sessions } from '../session'
import type { UseCases } from '../use-cases'
import type { Vaults } from '../vault/open-vault'
import { linkCheck } from './check'
import { resetGrants } from './grant'
import { outcomes } from './outcome'
import type { LinkRegistry } from './registry'

type RecoveryResetNeeds = Pick<
  Ports,
  | 'accounts'
  | 'activity'
  | 'cipher'
  | 'clock'
  | 'later'
  | 'requests'
  | 'tokens'
  | 'transaction'
  | 'vaultRows'
> & {
  readonly attempts: Attempts
  readonly clockGuard: ClockGuard
  readonly counters: CounterNames
  readonly deviceWraps: DeviceWraps
  readonly guesses: Guesses
  readonly linkRegistry: LinkRegistry
  readonly sessions: Sessions
  readonly tamperCheck: TamperCheck
}

type Needs = RecoveryResetNeeds &
  Pick<Ports, 'desktop' | 'random'> & { readonly openVault: Vaults; readonly wraps: PasswordWraps }

/** Makes, checks and uses the recovery code. */
export function recoveryUseCases(deps: Needs): UseCases<'recovery'> {
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
      remindLater(deps.openVault.current(), deps.clock.now())
      return null
    },
    /**
     * Records only that the code was checked.
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

/** How long someone may take to choose a new password. */
const ticketMs = 10 * 60_000
/** A new password by recovery code: without email, or together with an emailed link. */
function recoveryReset(
  deps: RecoveryResetNeeds & {
    /** @throws DomainFailure RECOVERY_MISTYPED */
    readonly read: (typed: string) => SecretKey
    readonly opens: (account: Account, code: SecretKey) => boolean
  },
): Pick<UseCases<'recovery'>, 'begin' | 'use'> {
  const counted = signInAttempts(deps)
  const grants = resetGrants({ ...deps, check: linkCheck(deps) })
  const outcomesOf = outcomes(deps)
  // Decrypted in place of a code that doesn't exist, for the same work and the same answer.
  const dummyKey = deps.cipher.newKey()
  const dummy = deps.cipher.encrypt(
    dummyKey,
    { purpose: 'recovery-wrap', scope: ['', ''] },
    dummyKey,
  )

  const opensOrNot = (account: Account, code: SecretKey) => {
    if (account.recovery !== null) return deps.opens(account, code)
    deps.cipher.decrypt(code, { purpose: 'recovery-wrap', scope: ['', ''] }, dummy)
    return false
  }

  return {
    /**
     * Takes the same steps as a sign-in, with the same backoff, whether or not the address has an
     * account and the account a code. Needs neither email nor a confirmed address.
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
        deps.cipher.decrypt(code, { purpose: 'recovery-wrap', scope: ['', ''] }, dummy)
      const account = accounts.filter((one) => opensOrNot(one, code))[0]
      if (account === undefined) {
        code.fill(0)
        deps.transaction(() => counted.failed(email, accounts, 'recovery_failed'))
        throw new DomainFailure('RECOVERY_FAILED')
      }
      deps.transaction(takeBack)
      const { id: accountId, generation } = account
      const expiresAt = deps.clock.now() + ticketMs
      const ref = deps.linkRegistry.addTicket({ accountId, generation, expiresAt }, code)
      deps.later(() => deps.linkRegistry.forgetCode(ref), ticketMs)
      return {
        ref,
        purpose: 'reset',
        found: 'code',
        maskedEmail: maskEmail(account.email),
        expiresAt,
        otherSignedIn: otherSignedIn(deps, account),
        outcome: await outcomesOf.tell(await grants(ref)),
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
      deps.linkRegistry.setCode(ref as LinkRef, code)
      deps.later(() => deps.linkRegistry.forgetCode(ref as LinkRef), expiresAt - deps.clock.now())
      return outcomesOf.tell(await grants(ref))
    },
  }
}
