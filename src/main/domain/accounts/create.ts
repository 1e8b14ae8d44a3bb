import type { Language, SessionView } from '@contract/models'
import type { Deps } from '../deps'
import { emailKey, parseEmail } from '../email-address'
import { DomainFailure } from '../failure'
import type { AccountId, VaultId } from '../ids'
import { defaultKeep, freshlyKept, recordOf, sealRecord, writeRecord } from '../keys/account-record'
import { bothWraps } from '../keys/device-wraps'
import type { Account } from '../model'
import { createQuota } from '../security/quota'
import type { SendConfirmation } from './confirmation'
import type { Remembered } from './remembered'

interface Input {
  readonly email: string
  readonly password: string
  readonly remember: boolean
  readonly language: Language
}

type Made = Omit<
  Account,
  'emailKey' | 'role' | 'createdAt' | 'confirmedAt' | 'passwordChangedAt' | 'recovery'
>

type Needs = Pick<
  Deps,
  | 'accounts'
  | 'activity'
  | 'cipher'
  | 'clock'
  | 'counters'
  | 'deviceWraps'
  | 'policy'
  | 'quota'
  | 'random'
  | 'ownerProof'
  | 'sessions'
  | 'tamperCheck'
  | 'transaction'
  | 'vault'
  | 'wraps'
> & { readonly remembered: Remembered; readonly sendConfirmation: SendConfirmation }

/**
 * Makes an account and signs its person in, offline too. An address that has an account already
 * gets a second, unconfirmed one: refusing would tell a stranger who has an account here, and only
 * the mailbox decides whose address it is (ADR 0003). The first account is the owner.
 *
 * @throws DomainFailure EMAIL_INVALID, PASSWORD_REFUSED, WAIT
 */
export function createAccount(deps: Needs) {
  return async (input: Input): Promise<SessionView> => {
    const { email: typed, password: chosen, remember, language } = input
    const email = parseEmail(typed)
    if (email === null) throw new DomainFailure('EMAIL_INVALID')
    const password = await deps.policy.accept(chosen, email)
    deps.transaction(() => deps.quota.take([[deps.counters.create, createQuota]]))

    const vaultKey = deps.cipher.newKey()
    const identity = { id: deps.random.id() as AccountId, generation: 1 }
    const sharedSalt = deps.accounts.byEmail(emailKey(email))[0]?.kdf.salt
    const kdf = deps.wraps.fresh(sharedSalt)
    const passwordWrap = await deps.wraps.make(identity, password, kdf, vaultKey)

    const made = { ...identity, vaultId: deps.random.id() as VaultId, email, pendingEmail: null }
    const make = await deps.deviceWraps.maker(defaultKeep)
    await deps.tamperCheck()
    const record = recordOf(made, freshlyKept)
    const accountRecord = sealRecord(deps.cipher, vaultKey, made, { ...record, revision: 0 })
    const wraps = { ...bothWraps(make, made, vaultKey), accountRecord, kdf, passwordWrap }

    const account = deps.transaction(() => {
      const inserted = insert({ ...made, ...wraps, language })
      writeRecord(deps, vaultKey, inserted, record)
      return inserted
    })
    if (account.role === 'owner') await deps.ownerProof.keep(account, vaultKey)
    deps.sessions.begin(account.id, vaultKey, { justMade: true })
    deps.transaction(() => {
      deps.remembered.set(email, remember)
      deps.sendConfirmation.ifPossible(account)
    })
    return { email: account.email, role: account.role }
  }

  function insert(made: Made): Account {
    const now = deps.clock.now()
    const account: Account = {
      ...made,
      emailKey: emailKey(made.email),
      role: deps.accounts.any() ? 'member' : 'owner',
      createdAt: now,
      confirmedAt: null,
      passwordChangedAt: now,
      recovery: null,
    }
    deps.accounts.insert(account)
    deps.activity.add(account.id, 'account_created', now)
    return account
  }
}
