import type { ResetOutcome } from '@contract/models'
import { readRecord } from '../crypto/account-record'
import type { DeviceWraps } from '../crypto/device-wraps'
import { openRecovery } from '../crypto/unlock-methods'
import type { SecretKey } from '../ids'
import type { Account } from '../model'
import type { Ports } from '../ports'
import type { ResetGrant } from './grant'

type Needs = Pick<Ports, 'cipher' | 'vaultRows'> & { readonly deviceWraps: DeviceWraps }

interface OpenedOutcome {
  readonly outcome: ResetOutcome
  /** The caller wipes it; null if the vault stays closed. */
  readonly vaultKey: SecretKey | null
}

export type Outcomes = ReturnType<typeof outcomes>

/** What a reset would do to the entries, found out by trying to open them. */
export function outcomes(deps: Needs) {
  async function open(grant: ResetGrant): Promise<OpenedOutcome> {
    const { account, code, mailed } = grant
    const about = {
      entries: deps.vaultRows.count(account.vaultId),
      codeExists: account.recovery !== null,
    }
    const byCode = code && openRecovery(deps, account, code)
    if (byCode) return { outcome: { kind: 'kept-with-code', ...about }, vaultKey: byCode }
    const byDevice = mailed ? await openByDevice(account) : null
    if (byDevice) return { outcome: { kind: 'kept', ...about }, vaultKey: byDevice }
    const kind = nothingToKeep(account) ? 'empty' : 'sealed'
    return { outcome: { kind, ...about }, vaultKey: null }
  }

  /**
   * A device wrap that was put back doesn't count if the account record forbids one, or if there is
   * no record: no wrap is made without one.
   */
  async function openByDevice(account: Account): Promise<SecretKey | null> {
    const vaultKey = await deps.deviceWraps.openAtAnyGeneration(account.deviceWrap, account)
    if (vaultKey === null) return null
    const keep = readRecord(deps, vaultKey, account)?.keep ?? 'never'
    if (await deps.deviceWraps.allowed(keep)) return vaultKey
    vaultKey.fill(0)
    return null
  }

  /** No entries and no drafts; everything else is made by the app and can be made again. */
  function nothingToKeep({ vaultId }: Account): boolean {
    const drafts = deps.vaultRows.recordNames(vaultId).some((name) => name.startsWith('draft/'))
    return deps.vaultRows.count(vaultId) === 0 && !drafts
  }

  return {
    open,
    nothingToKeep,
    /** For display: the key is wiped again. */
    async tell(grant: ResetGrant): Promise<ResetOutcome> {
      const { outcome, vaultKey } = await open(grant)
      vaultKey?.fill(0)
      return outcome
    },
  }
}
