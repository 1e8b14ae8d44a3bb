import {
  type AccountRecord,
  addressAltered,
  defaultKeep,
  readRecord,
  recordOf,
  writeRecord,
} from '../crypto/account-record'
import { type DeviceWraps, deviceWrapsOf } from '../crypto/device-wraps'
import { emailKey, maskEmail, parseEmail } from '../email-address'
import { DomainFailure } from '../failure'
import type { EmailAddress, SecretKey } from '../ids'
import type { CounterNames } from '../limits/counter-names'
import { proofKey, type SendConfirmation, voidLinks } from '../mail/link-mails'
import type { Outbox } from '../mail/outbox'
import type { Account } from '../model'
import type { Ports } from '../ports'
import type { Sessions } from '../session'
import type { Reauthenticate } from './reauthenticate'

type Needs = Pick<
  Ports,
  | 'accounts'
  | 'activity'
  | 'cipher'
  | 'clock'
  | 'mailLog'
  | 'requests'
  | 'transaction'
  | 'vaultRows'
> & {
  readonly counters: CounterNames
  readonly deviceWraps: DeviceWraps
  readonly outbox: Outbox
  readonly sessions: Sessions
  readonly reauthenticate: Reauthenticate
  readonly sendConfirmation: SendConfirmation
  readonly mailReady: () => boolean
}

/**
 * Requests a change of address. The new address takes effect only when the link emailed to it is
 * confirmed. Its device wrap is made now, while the vault key is at hand.
 *
 * If the account's row was changed from outside, entering the address that the vault knows restores
 * it at once.
 *
 * @throws DomainFailure NOT_SIGNED_IN, WRONG_PASSWORD, WAIT, EMAIL_INVALID, EMAIL_UNCHANGED,
 *   MAIL_NOT_SET_UP
 */
export function changeEmail(deps: Needs) {
  return async (input: { readonly email: string; readonly password: string }): Promise<null> => {
    deps.sessions.require()
    const email = parseEmail(input.email)
    if (email === null) throw new DomainFailure('EMAIL_INVALID')
    const { account, vaultKey } = await deps.reauthenticate(input.password)
    try {
      const record = readRecord(deps, vaultKey, account)
      if (!addressAltered(account, record)) {
        if (email === account.email) throw new DomainFailure('EMAIL_UNCHANGED')
        await ask(account, email, record, vaultKey)
      } else if (email === (record?.email ?? account.email)) {
        await putRight(account, email, record, vaultKey)
      } else {
        await ask(account, email, record, vaultKey)
      }
      return null
    } finally {
      vaultKey.fill(0)
    }
  }

  async function ask(
    account: Account,
    email: EmailAddress,
    record: AccountRecord | null,
    vaultKey: SecretKey,
  ): Promise<void> {
    if (!deps.mailReady()) throw new DomainFailure('MAIL_NOT_SET_UP')
    const keep = record?.keep ?? defaultKeep
    const make = await deps.deviceWraps.maker(keep)
    const wrap = make({ ...account, email }, vaultKey)
    const kept = { keep, recovery: knownRecovery(record) }
    const now = recordOf({ ...account, pendingEmail: email }, kept)
    // The record must keep naming the person's genuine address.
    const known = addressAltered(account, record) ? (record?.email ?? email) : account.email
    deps.transaction(() => {
      unchanged(account)
      deps.requests.supersedeAll(account.id, 'change-email')
      deps.accounts.setPendingEmail(account.id, email, wrap)
      writeRecord(deps, vaultKey, account, { ...now, email: known })
      deps.activity.add(account.id, 'email_change_asked', deps.clock.now())
      deps.outbox.cancel(proofKey('change-email', account))
      if (email !== account.pendingEmail) forgetPending(deps, account)
      deps.sendConfirmation.now({ ...account, pendingEmail: email })
    })
  }

  /** The address has to be confirmed again, since the row can't be trusted to say that it was. */
  async function putRight(
    account: Account,
    email: EmailAddress,
    record: AccountRecord | null,
    vaultKey: SecretKey,
  ): Promise<void> {
    const keep = record?.keep ?? defaultKeep
    const right = { ...account, email, pendingEmail: null }
    const { deviceWrap } = deviceWrapsOf(await deps.deviceWraps.maker(keep), right, vaultKey)
    deps.transaction(() => {
      unchanged(account)
      voidLinks(deps, account)
      forgetPending(deps, account)
      deps.accounts.setEmail(account.id, email, emailKey(email))
      deps.accounts.setPendingEmail(account.id, null, null)
      writeRecord(
        deps,
        vaultKey,
        account,
        recordOf(right, { keep, recovery: knownRecovery(record) }),
      )
      deps.accounts.setDeviceWrap(account.id, deviceWrap)
      deps.activity.add(account.id, 'email_changed', deps.clock.now())
    })
  }

  /** A reset may have happened while the keychain was being asked. */
  function unchanged({ id, generation }: Account): void {
    if (deps.accounts.byId(id)?.generation !== generation) throw new DomainFailure('NOT_SIGNED_IN')
  }
}

/** Without a record, nothing shows which recovery code was the last one, so none is valid. */
const knownRecovery = (record: AccountRecord | null) => (record === null ? null : record.recovery)

/** Gives up a new address and voids its link. @throws DomainFailure NOT_SIGNED_IN */
export function cancelEmailChange(deps: Needs) {
  return (): null => {
    const account = deps.sessions.require()
    if (account.pendingEmail === null) return null
    const vaultKey = deps.sessions.vaultKey()
    const record = readRecord(deps, vaultKey, account)
    deps.transaction(() => {
      if (record !== null && !addressAltered(account, record)) {
        writeRecord(deps, vaultKey, account, recordOf({ ...account, pendingEmail: null }, record))
      }
      deps.accounts.setPendingEmail(account.id, null, null)
      deps.requests.supersedeAll(account.id, 'change-email')
      deps.outbox.cancel(proofKey('change-email', account))
      forgetPending(deps, account)
      deps.activity.add(account.id, 'email_change_cancelled', deps.clock.now())
    })
    return null
  }
}

/**
 * Removes every trace of a new address that was given up: it may be a stranger's, or a typo. Call
 * it in the transaction that gives it up, after cancelling its emails and requests.
 */
export function forgetPending(
  deps: Pick<Ports, 'mailLog' | 'requests'>,
  { id, pendingEmail }: Pick<Account, 'id' | 'pendingEmail'>,
): void {
  if (pendingEmail === null) return
  deps.requests.forgetAddress(id, 'change-email')
  deps.mailLog.replaceAddress(id, pendingEmail, maskEmail(pendingEmail))
}
