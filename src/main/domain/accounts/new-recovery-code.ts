import type { ChannelArgs } from '@contract/channels'
import type { NewRecoveryCode, RecoveryView } from '@contract/safety-models'
import { readRecord, recoveryMark, writeRecord } from '../crypto/account-record'
import { recoveryWrap } from '../crypto/contexts'
import type { PasswordWraps } from '../crypto/password-wrap'
import { formatCode, newCode } from '../crypto/recovery-code'
import { DomainFailure } from '../failure'
import type { AccountId, EmailAddress, SecretKey } from '../ids'
import type { Attempts } from '../limits/attempts'
import type { CounterNames } from '../limits/counter-names'
import type { Guesses } from '../notices/guesses'
import type { Ports, RecoveryPageFacts } from '../ports'
import type { Sessions } from '../session'
import type { UseCases } from '../use-cases'
import { type Reauthenticate, reauthenticate } from './reauthenticate'
import { recoveryView } from './recovery-reminder'

interface Pending {
  readonly ref: string
  readonly accountId: AccountId
  readonly email: EmailAddress
  readonly generation: number
  /** 16 bytes. */
  readonly code: SecretKey
  readonly madeAt: number
}

const pageName = 'Latchkey recovery code.pdf'
type Needs = Pick<
  Ports,
  'accounts' | 'activity' | 'cipher' | 'clock' | 'desktop' | 'random' | 'transaction' | 'vaultRows'
> & {
  readonly attempts: Attempts
  readonly counters: CounterNames
  readonly guesses: Guesses
  readonly sessions: Sessions
  readonly wraps: PasswordWraps
}

/**
 * Makes a recovery code. Until it is kept, it exists only in main's memory, one at a time, and the
 * previous code stays in effect. A lock or the end of the session drops it.
 */
export function newRecoveryUseCases(
  deps: Needs,
): Pick<UseCases<'recovery'>, 'make' | 'print' | 'savePage' | 'keep' | 'drop'> {
  const askPassword = reauthenticate(deps)
  let pending: Pending | null = null

  function forget(): void {
    pending?.code.fill(0)
    pending = null
  }
  deps.sessions.onEnd(forget)

  /**
   * @throws DomainFailure NOT_SIGNED_IN; LINK_NOT_FOUND if the code was dropped, or made under an
   *   earlier password
   */
  function awaited(ref: string): Pending {
    const { id, generation } = deps.sessions.require()
    const same = pending?.accountId === id && pending.generation === generation
    if (pending?.ref !== ref || !same) throw new DomainFailure('LINK_NOT_FOUND')
    return pending
  }

  const facts = ({ code, email, madeAt }: Pending): RecoveryPageFacts => ({
    code: formatCode(deps.cipher, code),
    email,
    madeAt,
  })

  return {
    /** @throws DomainFailure NOT_SIGNED_IN, WRONG_PASSWORD, WAIT, ACCOUNT_ALTERED */
    async make({ password }: ChannelArgs<'recovery.make'>): Promise<NewRecoveryCode> {
      await mayMake(deps, askPassword, password)
      const account = deps.sessions.require()
      // Without a record, nothing could show that this code is the latest.
      if (readRecord(deps, deps.sessions.vaultKey(), account) === null) {
        throw new DomainFailure('ACCOUNT_ALTERED')
      }
      forget()
      pending = {
        ref: deps.random.id(),
        accountId: account.id,
        email: account.email,
        generation: account.generation,
        code: newCode(deps.random),
        madeAt: deps.clock.now(),
      }
      return { ref: pending.ref, ...facts(pending) }
    },
    async print({ ref }) {
      await deps.desktop.recoveryPage.print(facts(awaited(ref)))
      return null
    },
    /** @throws DomainFailure NOT_SIGNED_IN, LINK_NOT_FOUND, FILE_UNWRITABLE */
    async savePage({ ref }) {
      awaited(ref)
      const saved = await deps.desktop.files.save(pageName, () =>
        deps.desktop.recoveryPage.pdf(facts(awaited(ref))),
      )
      return { saved: saved !== null }
    },
    keep({ ref }): RecoveryView {
      const { code, madeAt } = awaited(ref)
      const account = deps.sessions.require()
      const vaultKey = deps.sessions.vaultKey()
      const wrap = deps.cipher.encrypt(code, recoveryWrap(account), vaultKey)
      const recovery = { wrap, madeAt, provenAt: null }
      const record = readRecord(deps, vaultKey, account)
      deps.transaction(() => {
        deps.accounts.setRecovery(account.id, recovery)
        if (record !== null) {
          const mark = recoveryMark(deps.cipher, vaultKey, recovery)
          writeRecord(deps, vaultKey, account, { ...record, recovery: mark })
        }
        deps.activity.add(account.id, 'recovery_made', deps.clock.now())
      })
      forget()
      return recoveryView({ recovery }, deps.clock.now(), deps.sessions.justMade())
    },
    drop({ ref }) {
      if (pending?.ref === ref) forget()
      return null
    },
  }
}

/** Requires the password, except for the first code right after the account was created. */
async function mayMake(
  { sessions }: { readonly sessions: Sessions },
  askPassword: Reauthenticate,
  password: string | null,
): Promise<void> {
  if (password !== null) {
    const { vaultKey } = await askPassword(password)
    vaultKey.fill(0)
  } else if (sessions.require().recovery !== null || !sessions.justMade()) {
    throw new DomainFailure('WRONG_PASSWORD')
  }
}
