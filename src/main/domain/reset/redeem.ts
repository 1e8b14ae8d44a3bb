import type { ResetOutcome } from '@contract/models'
import { forgetPending } from '../accounts/change-email'
import { noteCodeEnded } from '../accounts/recovery-reminder'
import type { ClockGuard } from '../clock-guard'
import type { DeviceWraps } from '../crypto/device-wraps'
import type { OwnerProof } from '../crypto/owner-proof'
import type { PasswordPolicy } from '../crypto/password-policy'
import { type PasswordWraps, saltShared } from '../crypto/password-wrap'
import { type Rebound, rebind, writeRebound } from '../crypto/rebind'
import type { TamperCheck } from '../crypto/tamper-check'
import { DomainFailure } from '../failure'
import type { SecretKey, VaultId } from '../ids'
import type { Attempts, ResetPasses } from '../limits/attempts'
import type { CounterNames } from '../limits/counter-names'
import { voidLinks } from '../mail/link-mails'
import type { Outbox } from '../mail/outbox'
import type { Account } from '../model'
import type { Ports } from '../ports'
import { rememberSealedKeys } from '../sealed-vaults'
import type { Sessions } from '../session'
import type { ResetGrant, ResetGrants } from './grant'
import type { Outcomes } from './outcome'

type Needs = Pick<
  Ports,
  | 'accounts'
  | 'activity'
  | 'cipher'
  | 'clock'
  | 'mailLog'
  | 'random'
  | 'requests'
  | 'sealedVaults'
  | 'transaction'
  | 'vaultRows'
> & {
  readonly attempts: Attempts
  readonly clockGuard: ClockGuard
  readonly counters: CounterNames
  readonly deviceWraps: DeviceWraps
  readonly outbox: Outbox
  readonly ownerProof: OwnerProof
  readonly policy: PasswordPolicy
  readonly resetPasses: ResetPasses
  readonly sessions: Sessions
  readonly tamperCheck: TamperCheck
  readonly wraps: PasswordWraps
  readonly grants: ResetGrants
  readonly outcomes: Outcomes
}

interface Input {
  readonly ref: string
  readonly password: string
  readonly expected: ResetOutcome['kind']
}

/**
 * Sets a new password with a reset link or a recovery code's ticket. In one transaction, the
 * request is used, the password wrap replaced, the generation raised with everything bound to it,
 * every other request voided and cancelled in the queue, the account's own backoff cleared and the
 * notice queued. The new password is exempt from the backoff of the address. No one is signed in,
 * and the account's session ends. A refused password leaves the link valid.
 *
 * The entries are kept under the same vault key if it could be opened. Otherwise they stay as they
 * are, in a sealed vault, and the account gets an empty one: a reset deletes no entry.
 *
 * @returns what was done to the entries
 * @throws DomainFailure OUTCOME_CHANGED with the current outcome when it isn't the expected one,
 * and nothing is done. PASSWORD_REFUSED, LINK_NOT_FOUND and those of a link check
 */
export function redeemReset(deps: Needs) {
  return async ({ ref, password: typed, expected }: Input): Promise<ResetOutcome> => {
    await deps.tamperCheck()
    const grant = await deps.grants(ref)
    const { account } = grant
    const password = await deps.policy.accept(typed, account.email)
    const { outcome, vaultKey: opened } = await deps.outcomes.open(grant)
    const vaultKey = opened ?? deps.cipher.newKey()
    try {
      // A code that has been replaced opens nothing, and proves nothing about the mailbox.
      if (!grant.mailed && opened === null) throw new DomainFailure('LINK_SUPERSEDED')
      if (outcome.kind !== expected) throw new DomainFailure('OUTCOME_CHANGED', { outcome })
      await redeem(grant, outcome, vaultKey, password)
      deps.resetPasses.give(account.id)
    } finally {
      vaultKey.fill(0)
    }
    deps.sessions.end(account.id)
    return outcome
  }

  async function redeem(
    grant: ResetGrant,
    outcome: ResetOutcome,
    vaultKey: SecretKey,
    password: string,
  ): Promise<void> {
    const { account } = grant
    const kept = outcome.kind === 'kept' || outcome.kind === 'kept-with-code'
    const next = kept
      ? account
      : { ...account, vaultId: deps.random.id() as VaultId, accountRecord: null }
    // A code proves nothing about the mailbox.
    const rebound = await rebind(deps, next, vaultKey, {
      proven: outcome.kind !== 'kept-with-code',
    })
    const kdf = deps.wraps.fresh(saltShared(deps.accounts, account))
    const identity = { id: account.id, generation: rebound.generation }
    const passwordWrap = await deps.wraps.make(identity, password, kdf, vaultKey)
    const remember = await rememberSealedKeys(deps, next, vaultKey, grant.mailed)

    deps.transaction(() => {
      // Again, because Argon2 takes a while: it may have expired, or another reset won.
      grant.check()
      refuseIfChanged(account, outcome)
      grant.use()
      const now = deps.clock.now()
      const { generation } = rebound
      if (outcome.kind === 'sealed') deps.activity.add(account.id, 'vault_sealed', now)
      if (!kept) startEmpty(deps, account, next.vaultId, outcome.kind === 'sealed')
      const written = { kdf, passwordWrap, generation, passwordChangedAt: now }
      if (!deps.accounts.setPassword(account.id, account.generation, written)) {
        throw new DomainFailure('LINK_SUPERSEDED')
      }
      writeRebound(deps, vaultKey, next, rebound)
      remember()
      if (!kept && account.recovery !== null) noteCodeEnded(deps, next, vaultKey)
      voidLinks(deps, account)
      forgetPending(deps, account)
      deps.attempts.clear(deps.counters.password(account))
      deps.attempts.clear(deps.counters.recovery(account))
      if (outcome.kind === 'kept-with-code') deps.activity.add(account.id, 'recovery_used', now)
      deps.activity.add(account.id, 'password_reset', now)
      notify(account, rebound)
      deps.clockGuard.saw()
    })
    if (account.role === 'owner') await deps.ownerProof.keep(account, vaultKey)
  }

  /** Refuses if a code was replaced, the device wrap changed or a first entry made meanwhile. */
  function refuseIfChanged(before: Account, outcome: ResetOutcome): void {
    const now = deps.accounts.byId(before.id)
    const entries = deps.vaultRows.count(before.vaultId)
    const same =
      now?.vaultId === before.vaultId &&
      (outcome.kind !== 'kept' || sameBytes(now.deviceWrap, before.deviceWrap)) &&
      (outcome.kind !== 'kept-with-code' || sameBytes(now.recovery?.wrap, before.recovery?.wrap)) &&
      (outcome.kind !== 'empty' || deps.outcomes.nothingToKeep(now))
    if (same) return
    const codeExists = now?.recovery != null
    throw new DomainFailure('OUTCOME_CHANGED', { outcome: { kind: 'sealed', entries, codeExists } })
  }

  /** An address that wasn't confirmed, or was changed from outside, gets no news of the account. */
  function notify(account: Account, { altered, generation }: Rebound): void {
    if (account.confirmedAt === null || altered) return
    deps.outbox.queue({
      kind: 'password-changed',
      accountId: account.id,
      email: account.email,
      facts: { byReset: true },
      dedupeKey: `password-changed:${account.id}:${generation}`,
    })
  }
}

function sameBytes(one: Uint8Array | null | undefined, other: Uint8Array | null | undefined) {
  if (!one || !other) return one === other
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}

type StartEmptyNeeds = Pick<Ports, 'accounts' | 'clock' | 'sealedVaults'>

/**
 * Gives an account an empty vault. The previous one stays as it is, with all its unlock methods, or
 * is deleted if it was empty. The caller opens the transaction.
 */
function startEmpty(
  deps: StartEmptyNeeds,
  account: Account,
  vaultId: VaultId,
  seal: boolean,
): void {
  if (seal) {
    deps.sealedVaults.insert({
      vaultId: account.vaultId,
      accountId: account.id,
      sealedAt: deps.clock.now(),
      email: account.email,
      generation: account.generation,
      passwordChangedAt: account.passwordChangedAt,
      kdf: account.kdf,
      passwordWrap: account.passwordWrap,
      recoveryWrap: account.recovery?.wrap ?? null,
      deviceWrap: account.deviceWrap,
    })
  } else {
    deps.sealedVaults.delete(account.vaultId)
  }
  deps.accounts.setVaultId(account.id, vaultId)
  deps.accounts.setRecovery(account.id, null)
}
