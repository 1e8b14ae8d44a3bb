import type { Language, SessionView } from '@contract/models'
import {
  defaultKeep,
  encryptRecord,
  freshlyKept,
  recordOf,
  writeRecord,
} from '../crypto/account-record'
import type { DeviceWraps } from '../crypto/device-wraps'
import { deviceWrapsOf } from '../crypto/device-wraps'
import type { OwnerProof } from '../crypto/owner-proof'
import type { PasswordPolicy } from '../crypto/password-policy'
import type { PasswordWraps } from '../crypto/password-wrap'
import type { TamperCheck } from '../crypto/tamper-check'
import { emailKey, parseEmail } from '../email-address'
import { DomainFailure } from '../failure'
import type { AccountId, VaultId } from '../ids'
import type { CounterNames } from '../limits/counter-names'
import type { Quota } from '../limits/quota'
import { createQuota } from '../limits/rules'
import type { SendConfirmation } from '../mail/link-mails'
import type { Account } from '../model'
import type { Ports } from '../ports'
import type { Sessions } from '../session'
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
  Ports,
  'accounts' | 'activity' | 'cipher' | 'clock' | 'random' | 'transaction' | 'vaultRows'
> & {
  readonly counters: CounterNames
  readonly deviceWraps: DeviceWraps
  readonly ownerProof: OwnerProof
  readonly policy: PasswordPolicy
  readonly quota: Quota
  readonly sessions: Sessions
  readonly tamperCheck: TamperCheck
  readonly wraps: PasswordWraps
  readonly remembered: Remembered
  readonly sendConfirmation: SendConfirmation
}

/**
 * Creates an account and signs its person in; works offline. An address that already has an account
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
    const accountRecord = encryptRecord(deps.cipher, vaultKey, made, { ...record, revision: 0 })
    const wraps = { ...deviceWrapsOf(make, made, vaultKey), accountRecord, kdf, passwordWrap }

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
